import { useState } from 'react';
import { useQuery } from 'urql';
import { OpeningHoursPageDocument, SetOpeningHoursDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment, WeeklyHoursInput } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { dateWords, localDateIn } from '../../time/clinic-time.js';
import { ActForm } from '../../ui/act-form.js';
import { useDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';
import { AffectedVisits } from '../affected-visits.js';
import { WeekInput } from '../hours-input.js';
import { periodsOf, spanWords, WEEKDAYS } from '../hours.js';
import type { DatedHours, Period } from '../hours.js';

/** When a clinic is open, now and as it is planned, and the form for other hours. */
export function OpeningHours({ clinic }: { clinic: ClinicRecordFragment }) {
  const { id: clinicId, timeZone } = clinic;
  const [{ data, error }] = useQuery({
    query: OpeningHoursPageDocument,
    variables: { clinicId },
    requestPolicy: 'cache-and-network',
  });
  const [affected, setAffected] = useState(0);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const periods = periodsOf(data.openingHours, localDateIn(timeZone, Date.now()));
  const coming = periods.filter(({ state }) => state !== 'past');
  const now = coming.filter(({ state }) => state === 'now').flatMap(({ hours }) => hours);
  return (
    <>
      {now.length === 0 && <p>Now it is not open on any day.</p>}
      {coming.map((period) => (
        <Week key={`${period.from} ${period.to}`} period={period} />
      ))}
      <AffectedVisits count={affected} clinicId={clinicId} />
      <h3>Set other hours</h3>
      <HoursForm {...{ clinic, now }} onSaved={setAffected} />
    </>
  );
}

function Week({ period: { from, to, state, hours } }: { period: Period<DatedHours> }) {
  const since = from === null ? '' : ` from ${dateWords(from)}`;
  const until = to === null ? '' : ` to ${dateWords(to)}`;
  return (
    <section className="week-shown">
      <h3>
        {state === 'now' ? 'Now' : 'Planned'}
        {since}
        {until}
      </h3>
      <dl>
        {WEEKDAYS.map((day, index) => (
          <div key={day}>
            <dt>{day}</dt>
            <dd>{spanWords(hours.filter(({ weekday }) => weekday === index + 1)) || 'closed'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface HoursFormProps {
  readonly clinic: ClinicRecordFragment;
  readonly now: readonly WeeklyHoursInput[];
  /** With how many visits cannot stay. */
  readonly onSaved: (affected: number) => void;
}

function HoursForm({ clinic: { id: clinicId, timeZone }, now, onSaved }: HoursFormProps) {
  const { draft, field } = useDraft(() => ({
    effectiveFrom: localDateIn(timeZone, Date.now()),
    effectiveTo: '',
    hours: now.map(({ weekday, starts, ends }): WeeklyHoursInput => ({ weekday, starts, ends })),
  }));
  const [set] = useAct(SetOpeningHoursDocument);
  const { effectiveFrom, effectiveTo, hours } = draft;
  const period = { effectiveFrom: effectiveFrom || null, effectiveTo: effectiveTo || null };
  const week = field('hours');
  return (
    <ActForm
      label="Other hours"
      submit="Set these hours"
      act={async () => answerOf(await set({ input: { clinicId, ...period, hours } }), (data) => data.setOpeningHours)}
      onDone={({ affectedVisits }) => {
        tell('Saved.');
        onSaved(affectedVisits.length);
      }}
    >
      <TextInput label="From" type="date" {...field('effectiveFrom')} />
      <TextInput label="To" type="date" hint="Left empty: for good." {...field('effectiveTo')} />
      <WeekInput label="Open (a day without hours is closed)" hours={week.value} onChange={week.onChange} />
    </ActForm>
  );
}
