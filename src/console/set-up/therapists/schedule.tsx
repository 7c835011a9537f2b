import { useState } from 'react';
import { useQuery } from 'urql';
import { TherapistScheduleDocument } from '../../api/generated/graphql.js';
import type { TherapistRecordFragment } from '../../api/generated/graphql.js';
import { sentenceOf } from '../../api/failure.js';
import { addDays, HERE, localDateIn } from '../../time/clinic-time.js';
import { SingleDays } from './single-days.js';
import { TimeOff } from './time-off.js';
import { WeeklyHours } from './weekly-hours.js';

/** As far ahead as the API lists single days and time off at once. */
const DAYS_AHEAD = 365;

/** When somebody works: week by week, on single days otherwise, and not while they are away. */
export function Schedule({ therapist }: { therapist: TherapistRecordFragment }) {
  const [window] = useState(() => {
    const now = Math.floor(Date.now() / 60_000) * 60_000;
    const from = localDateIn(HERE, now);
    const until = new Date(now + DAYS_AHEAD * 24 * 3_600_000).toISOString();
    return { since: new Date(now).toISOString(), until, from, to: addDays(from, DAYS_AHEAD) };
  });
  const [{ data, error }] = useQuery({
    query: TherapistScheduleDocument,
    variables: { id: therapist.id, ...window },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <>
      <WeeklyHours therapist={therapist} all={data.workingHours} />
      <SingleDays therapist={therapist} days={data.workingDays} />
      <TimeOff therapist={therapist} all={data.timeOff} />
    </>
  );
}
