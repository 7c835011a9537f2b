import { DraftIntakeFormDocument } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { inLanguage } from '../../record/answer-words.js';
import { ActButton } from '../../ui/act-button.js';
import { Button } from '../../ui/button.js';
import { tell } from '../../ui/notices.js';
import { nameOf } from './form-words.js';
import type { Form } from './form.js';
import { differingParts } from './use-form-draft.js';

interface OvertakenProps {
  /** What stood when somebody began to type. */
  readonly begun: Form;
  readonly theirs: Form;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Somebody else has saved the draft: what they changed, and the choice between both. */
export function Overtaken({ begun, theirs, keepMine, takeTheirs }: OvertakenProps) {
  const changed = differingParts(begun, theirs);
  const names = [theirs, begun].flatMap(({ sections }) =>
    sections.flatMap(({ id, title, questions }) => [
      { part: `section ${id}`, name: inLanguage(title) },
      ...questions.map((question) => ({ part: `question ${question.id}`, name: nameOf(question) })),
    ]),
  );
  return (
    <section className="wide overtaken" role="alert" aria-label="Saved by somebody else">
      <p>! Somebody else has saved this version meanwhile. They changed:</p>
      <ul>
        {changed.map((part) => (
          <li key={part}>{names.find((each) => each.part === part)?.name}</li>
        ))}
      </ul>
      <div className="actions">
        <Button onPress={keepMine}>Keep what I typed</Button>
        <Button onPress={takeTheirs}>Take what they saved</Button>
      </div>
    </section>
  );
}

/** The draft is no more: another one can be begun for what was typed. */
export function Gone() {
  const [begin] = useAct(DraftIntakeFormDocument);
  return (
    <section className="wide overtaken" role="alert" aria-label="Ended by somebody else">
      <p>! This version was published or thrown away by somebody else. What you typed is not in it.</p>
      <ActButton
        act={async () => answerOf(await begin({}), (data) => data.draftIntakeForm)}
        onDone={() => tell('A new version is begun: choose what it goes on with.')}
      >
        Begin another one with what I typed
      </ActButton>
    </section>
  );
}
