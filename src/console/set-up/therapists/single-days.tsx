import { useState } from 'react';
import { ClearWorkingDayDocument, SetWorkingDayDocument } from '../../api/generated/graphql.js';
import type { DayLineFragment, TherapistRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { dateWords } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { TextInput } from '../../ui/text-input.js';
import { spanWords } from '../hours.js';
import type { Span } from '../hours.js';
import { DayInput } from '../hours-input.js';
import { tellChanged } from './tell-changed.js';

interface SingleDaysProps {
  readonly therapist: TherapistRecordFragment;
  readonly days: readonly DayLineFragment[];
}

/** The dates on which they do not work the weekly hours, but others or none. */
export function SingleDays({ therapist, days }: SingleDaysProps) {
  const { id: therapistId, clinics } = therapist;
  const [isOpen, setIsOpen] = useState(false);
  const [clear] = useAct(ClearWorkingDayDocument);
  return (
    <section aria-labelledby="single-days">
      <h3 id="single-days">Single days with other hours</h3>
      {days.length === 0 && <p>None.</p>}
      <ul>
        {days.map(({ clinicId, date, spans }) => (
          <li key={`${clinicId} ${date}`}>
            {dateWords(date)}, {clinics.find(({ id }) => id === clinicId)?.name ?? 'another clinic'}:{' '}
            {spanWords(spans) || 'a day off'}{' '}
            <ActButton
              label={`Weekly hours again on ${dateWords(date)}`}
              act={async () =>
                answerOf(await clear({ input: { therapistId, clinicId, date } }), (data) => data.clearWorkingDay)
              }
              onDone={(changed) => tellChanged('The weekly hours count again.', changed)}
            >
              Weekly hours again
            </ActButton>
          </li>
        ))}
      </ul>
      {isOpen && <DayForm therapist={therapist} onDone={() => setIsOpen(false)} />}
      {!isOpen && clinics.length > 0 && <Button onPress={() => setIsOpen(true)}>Other hours on a day …</Button>}
    </section>
  );
}

function DayForm({ therapist, onDone }: { therapist: TherapistRecordFragment; onDone: () => void }) {
  const { id: therapistId, clinics } = therapist;
  const { draft, field, choice } = useDraft({ clinicId: clinics[0]!.id, date: '', spans: [] as Span[] });
  const [set] = useAct(SetWorkingDayDocument);
  return (
    <ActForm
      label="A single day"
      submit="Save the day"
      act={async () => answerOf(await set({ input: { therapistId, ...draft } }), (data) => data.setWorkingDay)}
      onDone={(changed) => {
        tellChanged('The day is saved.', changed);
        onDone();
      }}
      onBack={onDone}
    >
      <Choice label="Clinic" items={clinics} {...choice('clinicId')} />
      <TextInput label="Date" type="date" {...field('date')} />
      <DayInput label="Hours of that day" spans={draft.spans} onChange={field('spans').onChange} />
    </ActForm>
  );
}
