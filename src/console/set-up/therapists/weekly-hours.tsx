import { useState } from 'react';
import { SetWorkingHoursDocument } from '../../api/generated/graphql.js';
import type { HoursLineFragment, TherapistRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { dateWords, localDateIn } from '../../time/clinic-time.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { TextInput } from '../../ui/text-input.js';
import { periodsOf, weekWords } from '../hours.js';
import { WeekInput } from '../hours-input.js';
import { tellChanged } from './tell-changed.js';

interface WeeklyHoursProps {
  readonly therapist: TherapistRecordFragment;
  /** Past, present and planned, at all clinics. */
  readonly all: readonly HoursLineFragment[];
}

type Clinic = TherapistRecordFragment['clinics'][number];

const todayAt = ({ timeZone }: Clinic): string => localDateIn(timeZone, Date.now());
const periodsAt = (clinic: Clinic, all: readonly HoursLineFragment[]) =>
  periodsOf(
    all.filter(({ clinicId }) => clinicId === clinic.id),
    todayAt(clinic),
  );

/** Which weekly hours hold now, and which are planned. */
export function WeeklyHours({ therapist, all }: WeeklyHoursProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { clinics } = therapist;
  const periods = clinics.flatMap((clinic) =>
    periodsAt(clinic, all)
      .filter(({ state }) => state !== 'past')
      .map((period) => ({ clinic, ...period })),
  );
  return (
    <section aria-labelledby="weekly-hours">
      <h3 id="weekly-hours">Weekly hours</h3>
      {periods.length === 0 && <p>None, now or planned.</p>}
      <ul>
        {periods.map(({ clinic, from, to, state, hours }) => (
          <li key={`${clinic.id} ${from} ${to}`}>
            <strong>
              {clinic.name}, {state === 'planned' ? '▷ planned' : '● now'}
            </strong>
            {from && ` from ${dateWords(from)}`}
            {to && ` to ${dateWords(to)}`}: {weekWords(hours)}
          </li>
        ))}
      </ul>
      {isOpen && <HoursForm therapist={therapist} all={all} onDone={() => setIsOpen(false)} />}
      {!isOpen && clinics.length === 0 && <p>Hours are set once there is a clinic where they work.</p>}
      {!isOpen && clinics.length > 0 && <Button onPress={() => setIsOpen(true)}>Change the hours …</Button>}
    </section>
  );
}

/** Begins with the hours that hold now at the clinic. */
function HoursForm({ therapist, all, onDone }: WeeklyHoursProps & { onDone: () => void }) {
  const { id: therapistId, clinics } = therapist;
  const presentAt = (clinic: Clinic) =>
    (periodsAt(clinic, all).find(({ state }) => state === 'now')?.hours ?? []).map(({ weekday, starts, ends }) => ({
      ...{ weekday, starts, ends },
    }));
  const begun = () => ({
    clinicId: clinics[0]!.id,
    effectiveFrom: '',
    effectiveTo: '',
    hours: presentAt(clinics[0]!),
  });
  const { draft, field, choice } = useDraft(begun);
  const [set] = useAct(SetWorkingHoursDocument);
  const { clinicId, hours } = draft;
  const dates = { effectiveFrom: draft.effectiveFrom || null, effectiveTo: draft.effectiveTo || null };
  return (
    <ActForm
      label="Weekly hours"
      submit="Save the hours"
      act={async () =>
        answerOf(await set({ input: { therapistId, clinicId, hours, ...dates } }), (data) => data.setWorkingHours)
      }
      onDone={(changed) => {
        tellChanged('The hours are saved.', changed);
        onDone();
      }}
      onBack={onDone}
    >
      <Choice
        label="Clinic"
        items={clinics}
        {...choice('clinicId')}
        onChoose={(id) => {
          choice('clinicId').onChoose(id);
          field('hours').onChange(presentAt(clinics.find((clinic) => clinic.id === id)!));
        }}
      />
      <TextInput label="From" hint="Empty: from today" type="date" {...field('effectiveFrom')} />
      <TextInput label="To" hint="Empty: for good" type="date" {...field('effectiveTo')} />
      <WeekInput label="Hours" hours={hours} onChange={field('hours').onChange} />
    </ActForm>
  );
}
