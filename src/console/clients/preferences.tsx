import { Checkbox } from 'react-aria-components';
import { useQuery } from 'urql';
import { EditClientDocument, SetCheckInWishDocument, TherapistsToPreferDocument } from '../api/generated/graphql.js';
import type { ClientRecordFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { sentenceOf } from '../api/failure.js';
import { ActForm } from '../ui/act-form.js';
import { Choice } from '../ui/choice.js';
import { useRecordDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { NumberInput } from '../ui/number-input.js';
import { TextInput } from '../ui/text-input.js';

const WHOEVER = 'whoever';

/** What the client likes, and whether they want to be asked how they are after every session. */
export function Preferences({ client }: { client: ClientRecordFragment }) {
  const { id, version } = client;
  const { draft, field, choice, settle } = useRecordDraft(draftOf(client), version);
  const [edit] = useAct(EditClientDocument);
  const [{ data }] = useQuery({ query: TherapistsToPreferDocument });
  const therapists = data?.therapists.edges.map(({ node }) => node) ?? [];
  const nameOf = (therapistId: string): string => therapists.find((one) => one.id === therapistId)?.name ?? '';
  return (
    <section aria-labelledby="preferences">
      <h2 id="preferences">Likes</h2>
      <ActForm
        label="Preferences"
        submit="Save what they like"
        act={async () =>
          answerOf(
            await edit({ input: { id, version, preferences: preferencesOf(draft) } }),
            (saved) => saved.editClient,
          )
        }
        onDone={({ client: saved }) => {
          settle(draftOf(saved), saved.version);
          tell('What they like is saved.');
        }}
      >
        <Choice
          label="Therapist"
          items={[{ id: WHOEVER, name: 'Whoever fits best' }, ...therapists]}
          {...choice('preferences.therapistId', nameOf)}
        />
        <NumberInput label="Pressure" hint="1, light, to 5, deep" {...field('preferences.pressure')} />
        <TextInput label="Music" {...field('preferences.music')} />
        <TextInput label="Aroma" {...field('preferences.aroma')} />
        <TextInput label="Draping" {...field('preferences.draping')} />
      </ActForm>
      <CheckInWish client={client} />
    </section>
  );
}

function CheckInWish({ client: { id, wantsCheckIns } }: { client: ClientRecordFragment }) {
  const [set, busy] = useAct(SetCheckInWishDocument);
  const change = async (wanted: boolean): Promise<void> => {
    const outcome = await set({ clientId: id, wanted });
    if (outcome && 'error' in outcome) tell(sentenceOf(outcome.error), 'refused');
  };
  return (
    <Checkbox isSelected={wantsCheckIns} isDisabled={busy} onChange={(wanted) => void change(wanted)}>
      Wants to be asked after every session how they are
    </Checkbox>
  );
}

const draftOf = ({ preferences: { therapistId, pressure, music, aroma, draping } }: ClientRecordFragment) => ({
  'preferences.therapistId': therapistId ?? WHOEVER,
  'preferences.pressure': pressure,
  'preferences.music': music ?? '',
  'preferences.aroma': aroma ?? '',
  'preferences.draping': draping ?? '',
});

function preferencesOf(draft: ReturnType<typeof draftOf>) {
  const text = (name: 'music' | 'aroma' | 'draping'): string | null => draft[`preferences.${name}`].trim() || null;
  const therapistId = draft['preferences.therapistId'];
  return {
    therapistId: therapistId === WHOEVER ? null : therapistId,
    pressure: draft['preferences.pressure'],
    ...{ music: text('music'), aroma: text('aroma'), draping: text('draping') },
  };
}
