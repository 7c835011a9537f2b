import { useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Link, Redirect } from 'wouter';
import { EditIntakeFormDocument, IntakeFormDraftDocument } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActForm } from '../../ui/act-form.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';
import { DraftEnd } from './draft-end.js';
import { ENGLISH, languagesOf } from './form.js';
import { Gone, Overtaken } from './overtaken.js';
import { SectionsEditor } from './sections-editor.js';
import { UncoveredRisks } from './uncovered-risks.js';
import { useFormDraft } from './use-form-draft.js';
import type { FormDraft } from './use-form-draft.js';
import { Violations } from './violations.js';

/** The next version of the form. What is typed stays, whatever becomes of the draft elsewhere. */
export function DraftPage({ back }: { back: string }) {
  const [{ data, error }, read] = useQuery({ query: IntakeFormDraftDocument, requestPolicy: 'cache-and-network' });
  const [seen, setSeen] = useState<FormDraft | null>(null);
  const draft = data?.intakeFormDraft ?? null;
  if (draft && draft !== seen) setSeen(draft);
  if (error && !seen) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data && !seen) return <p role="status">Loading …</p>;
  if (!seen) return draft ? null : <Redirect to={back} replace />;
  const readAgain = (): void => read({ requestPolicy: 'network-only' });
  return (
    <div className="intake-form">
      <p>
        <Link href={back}>The form that is asked now</Link>
      </p>
      <h2>The next version</h2>
      <DraftEditor draft={seen} isGone={data?.intakeFormDraft === null} {...{ back, readAgain }} />
    </div>
  );
}

interface DraftEditorProps {
  readonly draft: FormDraft;
  /** Published or thrown away by somebody else. */
  readonly isGone: boolean;
  readonly back: string;
  readonly readAgain: () => void;
}

function DraftEditor({ draft, isGone, back, readAgain }: DraftEditorProps) {
  const typed = useFormDraft(draft);
  const { form, version, change, settle, overtakenBy } = typed;
  const [language, setLanguage] = useState(ENGLISH);
  const problems = useRef<HTMLElement>(null);
  const [edit, isSaving] = useAct(EditIntakeFormDocument);
  const save = async () => {
    const answer = answerOf(await edit({ input: { version, form } }), (data) => data.editIntakeForm);
    if (answer && 'refusal' in answer) readAgain();
    return answer;
  };
  if (isGone && !typed.isTyped) return <Redirect to={back} replace />;
  return (
    <>
      <UncoveredRisks risks={draft.uncoveredRisks} />
      <Violations ref={problems} violations={draft.violations} form={form} />
      <TextInput
        label="Language of the texts"
        hint={`Written in: ${languagesOf(form).join(', ')}. Two letters for another one: de, fr, es.`}
        value={language}
        onChange={(code) => setLanguage(code.trim())}
        autoComplete="off"
      />
      <ActForm
        label="The next version"
        submit="Save"
        act={save}
        onDone={({ draft: saved }) => {
          settle(saved.version);
          tell('Saved. Nobody is asked it before it is published.');
        }}
      >
        <div className="wide">
          <SectionsEditor {...{ form, change }} language={language || ENGLISH} violations={draft.violations} />
        </div>
        {isGone && <Gone />}
        {overtakenBy && !isGone && !isSaving && <Overtaken {...typed} theirs={overtakenBy} />}
      </ActForm>
      <DraftEnd
        {...{ back, version, save, settle }}
        isTyped={typed.isTyped}
        onUnfit={() => problems.current?.focus()}
      />
    </>
  );
}
