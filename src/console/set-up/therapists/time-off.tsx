import { useState } from 'react';
import { AddTimeOffDocument, CancelTimeOffDocument } from '../../api/generated/graphql.js';
import type { TherapistRecordFragment, TherapistScheduleQuery, TimeOffKind } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { dateTimeIn, HERE } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { NO_SPAN, SpanInputs, spanOf } from '../span-inputs.js';
import { tellChanged } from './tell-changed.js';

const KIND: Readonly<Record<TimeOffKind, string>> = {
  VACATION: 'Vacation',
  SICK: 'Sick',
  TRAINING: 'Training',
  OTHER: 'Something else',
};
const KINDS = (Object.keys(KIND) as TimeOffKind[]).map((id) => ({ id, name: KIND[id] }));

interface TimeOffProps {
  readonly therapist: TherapistRecordFragment;
  readonly all: TherapistScheduleQuery['timeOff'];
}

/** When they are away, at all clinics. */
export function TimeOff({ therapist, all }: TimeOffProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [cancel] = useAct(CancelTimeOffDocument);
  const zone = therapist.clinics[0]?.timeZone ?? HERE;
  return (
    <section aria-labelledby="time-off">
      <h3 id="time-off">Time off</h3>
      {all.length === 0 && <p>None.</p>}
      <ul>
        {all.map(({ id, kind, startsAt, endsAt }) => (
          <li key={id}>
            {KIND[kind]}: {dateTimeIn(zone, startsAt)} – {dateTimeIn(zone, endsAt)}{' '}
            <ActButton
              label={`Cancel time off from ${dateTimeIn(zone, startsAt)}`}
              act={async () => answerOf(await cancel({ id }), (data) => data.cancelTimeOff)}
              onDone={() => tell('The time is given back.')}
            >
              Cancel it
            </ActButton>
          </li>
        ))}
      </ul>
      {isOpen && <TimeOffForm therapist={therapist} onDone={() => setIsOpen(false)} />}
      {!isOpen && <Button onPress={() => setIsOpen(true)}>Add time off …</Button>}
    </section>
  );
}

/** Days and times are those of a clinic: which one is asked where they work in several time zones. */
function TimeOffForm({ therapist, onDone }: { therapist: TherapistRecordFragment; onDone: () => void }) {
  const { id: therapistId, clinics } = therapist;
  const { draft, choice } = useDraft({ kind: 'VACATION' as TimeOffKind, clinicId: clinics[0]?.id ?? null });
  const span = useDraft(NO_SPAN);
  const [add] = useAct(AddTimeOffDocument);
  const zones = new Set(clinics.map(({ timeZone }) => timeZone));
  const zone = clinics.find(({ id }) => id === draft.clinicId)?.timeZone ?? HERE;
  return (
    <ActForm
      label="Time off"
      submit="Save the time off"
      act={async () => {
        const input = { therapistId, ...draft, ...spanOf(span.draft, zone) };
        return answerOf(await add({ input }), (data) => data.addTimeOff);
      }}
      onDone={(changed) => {
        tellChanged('The time off is saved.', changed);
        onDone();
      }}
      onBack={onDone}
    >
      <Choice label="Why" items={KINDS} {...choice('kind')} />
      {zones.size > 1 && <Choice label="By the calendar of" items={clinics} {...choice('clinicId')} />}
      <SpanInputs {...span} zone={zone} end="There again" />
    </ActForm>
  );
}
