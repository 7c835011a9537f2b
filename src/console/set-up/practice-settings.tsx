import { useQuery } from 'urql';
import { EditPracticeDocument, PracticeSettingsPageDocument } from '../api/generated/graphql.js';
import type { PracticeSettingsFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { sentenceOf } from '../api/failure.js';
import { ActForm } from '../ui/act-form.js';
import { useRecordDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { NumberInput } from '../ui/number-input.js';
import { TextInput } from '../ui/text-input.js';

export function PracticeSettings() {
  const [{ data, error }] = useQuery({ query: PracticeSettingsPageDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return <PracticeForm practice={data.practice} />;
}

function PracticeForm({ practice }: { practice: PracticeSettingsFragment }) {
  const { draft, field, settle, version } = useRecordDraft(draftOf(practice), practice.version);
  const [edit] = useAct(EditPracticeDocument);
  return (
    <ActForm
      label="The practice"
      submit="Save"
      act={async () => answerOf(await edit({ input: { ...draft, version } }), (data) => data.editPractice)}
      onDone={({ practice: saved }) => {
        settle(draftOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <TextInput label="Name" {...field('name')} />
      <TextInput label="Country" hint="Two letters: DE, US" {...field('country')} />
      <TextInput label="Currency" hint="It stays for good." value={practice.currency} isReadOnly />
      <Days label="First reminder: days before the due date" {...field('recallLead', daysWords)} />
      <Days label="Second reminder: days after it" {...field('recallNudge', daysWords)} />
    </ActForm>
  );
}

const draftOf = ({ name, country, recallLead, recallNudge }: PracticeSettingsFragment) => ({
  ...{ name, country, recallLead, recallNudge },
});

interface DaysProps {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  /** As the API has it: P7D. */
  readonly value: string;
  readonly onChange: (duration: string) => void;
}

const daysOf = (duration: string): number => Number.parseInt(duration.slice(1), 10);
const daysWords = (duration: string): string => `${daysOf(duration)} days`;

function Days({ value, onChange, ...rest }: DaysProps) {
  return <NumberInput {...rest} value={daysOf(value)} onChange={(days) => onChange(`P${days ?? ''}D`)} />;
}
