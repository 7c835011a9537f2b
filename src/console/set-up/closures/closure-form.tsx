import { AddClosureDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { instantIn } from '../../time/clock-field.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';

const WHOLE = 'whole';
const LENGTHS = [
  { id: 'days', name: 'Whole days' },
  { id: 'times', name: 'From one time to another' },
] as const;

interface ClosureDraft {
  /** A room's id, or the whole clinic. */
  readonly roomId: string;
  readonly by: (typeof LENGTHS)[number]['id'];
  readonly firstDay: string;
  readonly lastDay: string;
  /** On the clinic's clock: 2026-03-09T14:00. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
}

const NOTHING: ClosureDraft = {
  ...{ roomId: WHOLE, by: 'days', firstDay: '', lastDay: '' },
  ...{ startsAt: '', endsAt: '', reason: '' },
};

interface ClosureFormProps {
  readonly clinic: ClinicRecordFragment;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  /** With how many visits cannot stay. */
  readonly onSaved: (affected: number) => void;
}

export function ClosureForm({ clinic: { id: clinicId, timeZone }, rooms, onSaved }: ClosureFormProps) {
  const { draft, field, choice } = useDraft(NOTHING);
  const [add] = useAct(AddClosureDocument);
  const act = async () => {
    const roomId = draft.roomId === WHOLE ? null : draft.roomId;
    const input = { clinicId, roomId, reason: draft.reason || null, ...spanOf(draft, timeZone) };
    return answerOf(await add({ input }), (data) => data.addClosure);
  };
  return (
    <ActForm
      label="A closure"
      submit="Close"
      act={act}
      onDone={({ affectedVisits }) => {
        tell('Saved.');
        onSaved(affectedVisits.length);
      }}
    >
      <Choice label="What" items={[{ id: WHOLE, name: 'The whole clinic' }, ...rooms]} {...choice('roomId')} />
      <Choice label="How long" items={LENGTHS} {...choice('by')} />
      {draft.by === 'days' ? (
        <>
          <TextInput label="First day" type="date" {...field('firstDay')} />
          <TextInput label="Last day" type="date" hint="Left empty: the first day alone." {...field('lastDay')} />
        </>
      ) : (
        <>
          <TextInput label="From" type="datetime-local" hint={`In ${timeZone}`} {...field('startsAt')} />
          <TextInput label="Open again" type="datetime-local" hint={`In ${timeZone}`} {...field('endsAt')} />
        </>
      )}
      <TextInput label="Why" hint="For the staff." {...field('reason')} />
    </ActForm>
  );
}

/** As the API takes it: days, or instants. What is empty it says itself. */
function spanOf({ by, firstDay, lastDay, startsAt, endsAt }: ClosureDraft, zone: string) {
  if (by === 'days') return { firstDay: firstDay || null, lastDay: lastDay || null };
  const instant = (typed: string): string | null => (typed ? instantIn(zone, ...splitAt(typed)) : null);
  return { startsAt: instant(startsAt), endsAt: instant(endsAt) };
}

const splitAt = (typed: string): [date: string, time: string] => [typed.slice(0, 10), typed.slice(11)];
