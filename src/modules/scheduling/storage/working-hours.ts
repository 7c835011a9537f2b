import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { DateException, WeeklyHours } from '../domain/local-hours.js';
import type { Period } from '../domain/replace-hours.js';
import type { TherapistHours } from '../domain/scheduling-facts.js';
import { DAY_MS } from '../domain/zoned-time.js';
import { BY_DATE_AND_WEEKDAY, clockTime, holdWithin, rowsAfter, rowsIn, WEEKLY_HOURS } from './weekly-hours.js';
import type { HoursOfWeek } from './weekly-hours.js';

/** Weekly hours of a therapist at one of their clinics, in that clinic's local time. */
export type WorkingHours = WeeklyHours & { readonly clinicId: string };

interface Place {
  readonly therapistId: string;
  readonly clinicId: string;
}

/** The working hours of a therapist at all clinics, past, present and planned. */
export function workingHoursOf(tx: Tx, therapistId: string): Promise<WorkingHours[]> {
  return tx.sql<WorkingHours>(
    `SELECT clinic_id AS "clinicId", ${WEEKLY_HOURS} FROM working_hours
     WHERE practice_id = $1 AND therapist_id = $2 ORDER BY clinic_id, ${BY_DATE_AND_WEEKDAY}`,
    [tx.practiceId, therapistId],
  );
}

/** Makes `hours` the therapist's hours at the clinic on every date of the period, and leaves all other dates as they are. */
export async function replaceWorkingHours(
  tx: Tx,
  { therapistId, clinicId, period, hours }: Place & { period: Period; hours: readonly HoursOfWeek[] },
): Promise<void> {
  const taken = await tx.sql<WeeklyHours>(
    `DELETE FROM working_hours
     WHERE practice_id = $1 AND therapist_id = $2 AND clinic_id = $3 AND ${holdWithin('$4', '$5')} RETURNING ${WEEKLY_HOURS}`,
    [tx.practiceId, therapistId, clinicId, period.from, period.to],
  );
  await tx.sql(
    `INSERT INTO working_hours (practice_id, therapist_id, clinic_id, id, weekday, starts, ends, valid_from, valid_to)
     SELECT $1, $2, $3, h.* FROM ${rowsIn('$4')}`,
    [tx.practiceId, therapistId, clinicId, rowsAfter({ taken, period, hours })],
  );
}

/**
 * Hours that decide when therapists work within the window, by therapist and then by clinic, in two statements whatever
 * their number. `hoursInWindow` turns them into instants. A clinic without any hours then is left out.
 */
export async function hoursOfTherapists(
  tx: Tx,
  therapistIds: readonly string[],
  window: Interval,
): Promise<Map<string, TherapistHours[]>> {
  // Local dates are up to a day from UTC's, and hours of the day before can reach into the window.
  const dates = [new Date(window.start - 3 * DAY_MS), new Date(window.end + 3 * DAY_MS)];
  const values = [tx.practiceId, therapistIds, ...dates.map((date) => date.toISOString().slice(0, 10))];
  const [weekly, exceptions] = await Promise.all([
    tx.sql<Place & WeeklyHours>(
      `SELECT therapist_id AS "therapistId", clinic_id AS "clinicId", ${WEEKLY_HOURS} FROM working_hours
       WHERE practice_id = $1 AND therapist_id = ANY($2) AND ${holdWithin('$3', '$4')}`,
      values,
    ),
    tx.sql<Place & DateException>(
      `SELECT therapist_id AS "therapistId", clinic_id AS "clinicId", on_date::text AS date,
         ${clockTime('starts')} AS starts, ${clockTime('ends')} AS ends FROM working_hour_exceptions
       WHERE practice_id = $1 AND therapist_id = ANY($2) AND on_date BETWEEN $3::date AND $4::date`,
      values,
    ),
  ]);
  return new Map(therapistIds.map((id) => [id, byClinic(weekly.filter(of(id)), exceptions.filter(of(id)))]));
}

const of =
  (therapistId: string) =>
  (place: Place): boolean =>
    place.therapistId === therapistId;

function byClinic(
  weekly: readonly (Place & WeeklyHours)[],
  exceptions: readonly (Place & DateException)[],
): TherapistHours[] {
  const clinicIds = new Set([...weekly, ...exceptions].map(({ clinicId }) => clinicId));
  return [...clinicIds].map((clinicId) => ({
    clinicId,
    weekly: weekly.filter((hours) => hours.clinicId === clinicId),
    exceptions: exceptions.filter((exception) => exception.clinicId === clinicId),
  }));
}
