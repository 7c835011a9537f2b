import { useLocation } from 'wouter';
import { DiscardIntakeFormDocument, PublishIntakeFormDocument } from '../../api/generated/graphql.js';
import type { DraftStateFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { ActButton } from '../../ui/act-button.js';
import { tell } from '../../ui/notices.js';

interface DraftEndProps {
  readonly version: number;
  readonly isTyped: boolean;
  readonly save: () => Promise<Answer<{ draft: DraftStateFragment }>>;
  readonly settle: (version: number) => void;
  readonly onUnfit: () => void;
  readonly back: string;
}

/** How a draft ends: it is published, what was typed with it, or thrown away. */
export function DraftEnd({ version, isTyped, save, settle, onUnfit, back }: DraftEndProps) {
  const [, go] = useLocation();
  const [publish] = useAct(PublishIntakeFormDocument);
  const [discard] = useAct(DiscardIntakeFormDocument);
  const saveAndPublish = async () => {
    const saved = isTyped ? await save() : { given: { draft: null } };
    if (!saved || 'refusal' in saved) return saved;
    const { draft } = saved.given;
    if (draft) settle(draft.version);
    const outcome = await publish({ version: draft?.version ?? version });
    const answer = answerOf(outcome, (data) => data.publishIntakeForm);
    if (answer && 'refusal' in answer) onUnfit();
    return answer;
  };
  return (
    <div className="actions">
      <ActButton
        question="Publish this version?"
        asks="Clients are asked it from now on. Forms that are being filled in stay as they were begun."
        act={saveAndPublish}
        onDone={({ version: published }) => {
          tell(`Published: version ${published.number} is asked from now on.`);
          go(back);
        }}
      >
        Publish
      </ActButton>
      <ActButton
        question="Throw this version away?"
        asks="What was changed in it is gone. The form that is asked now stays."
        act={async () => answerOf(await discard({ version }), (data) => data.discardIntakeForm)}
        onDone={() => {
          tell('The version is thrown away.');
          go(back);
        }}
      >
        Throw it away
      </ActButton>
    </div>
  );
}
