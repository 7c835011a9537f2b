import { useQuery } from 'urql';
import { CheckInsPageDocument, SetCheckInSettingsDocument } from '../../api/generated/graphql.js';
import type { CheckInRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActForm } from '../../ui/act-form.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { NumberInput } from '../../ui/number-input.js';

const GROUPS = [
  {
    legend: 'Soreness, in points from 0 to 10',
    fields: [
      ['soreFrom', 'Counts as sore from'],
      ['watchFrom', 'Somebody keeps an eye on it from'],
      ['followUpFrom', 'A therapist follows up from'],
      ['riseFrom', 'A therapist follows up when it has risen by'],
    ],
  },
  {
    legend: 'Soreness that lasts, in hours after the session',
    fields: [
      ['watchAfterHours', 'Somebody keeps an eye on it after'],
      ['followUpAfterHours', 'A therapist follows up after'],
      ['referAfterHours', 'Sent to a doctor after'],
    ],
  },
  {
    legend: 'When a client is asked, in hours after the session',
    fields: [
      ['firstAskHours', 'First'],
      ['secondAskHours', 'Again'],
      ['watchAskHours', 'Where somebody keeps an eye on it'],
      ['followUpAskHours', 'Where a therapist follows up'],
      ['silenceHours', 'Hours without an answer until the question is repeated'],
    ],
  },
] as const;

/** When clients are asked how they are after a session, and what their answers lead to. */
export function CheckIns() {
  const [{ data, error }] = useQuery({ query: CheckInsPageDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return <CheckInsForm settings={data.checkInSettings} />;
}

type Name = (typeof GROUPS)[number]['fields'][number][0];

const draftOf = (settings: CheckInRecordFragment): Record<Name, number | null> =>
  Object.fromEntries(
    GROUPS.flatMap(({ fields }) => fields.map(([name]): [Name, number] => [name, settings[name]])),
  ) as Record<Name, number>;

function CheckInsForm({ settings }: { settings: CheckInRecordFragment }) {
  const { draft, field, settle, version } = useRecordDraft(draftOf(settings), settings.version);
  const [set] = useAct(SetCheckInSettingsDocument);
  return (
    <ActForm
      label="Check-ins"
      submit="Save"
      act={async () => answerOf(await set({ input: { ...draft, version } }), (data) => data.setCheckInSettings)}
      onDone={({ settings: saved }) => {
        settle(draftOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      {GROUPS.map(({ legend, fields }) => (
        <fieldset key={legend} className="wide act-form">
          <legend>{legend}</legend>
          {fields.map(([name, label]) => (
            <NumberInput key={name} label={label} {...field(name)} />
          ))}
        </fieldset>
      ))}
    </ActForm>
  );
}
