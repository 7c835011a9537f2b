import { AddClosureDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';
import { NO_SPAN, SpanInputs, spanOf } from '../span-inputs.js';

const WHOLE = 'whole';

interface ClosureFormProps {
  readonly clinic: ClinicRecordFragment;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
  /** With how many visits cannot stay. */
  readonly onSaved: (affected: number) => void;
}

export function ClosureForm({ clinic: { id: clinicId, timeZone }, rooms, onSaved }: ClosureFormProps) {
  const { draft, field, choice } = useDraft({ roomId: WHOLE, reason: '' });
  const span = useDraft(NO_SPAN);
  const [add] = useAct(AddClosureDocument);
  const act = async () => {
    const roomId = draft.roomId === WHOLE ? null : draft.roomId;
    const input = { clinicId, roomId, reason: draft.reason || null, ...spanOf(span.draft, timeZone) };
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
      <SpanInputs {...span} zone={timeZone} end="Open again" />
      <TextInput label="Why" hint="For the staff." {...field('reason')} />
    </ActForm>
  );
}
