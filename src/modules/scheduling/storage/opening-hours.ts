import type { Tx } from '../../../platform/database/index.js';
import type { WeeklyHours } from '../domain/local-hours.js';
import type { Period } from '../domain/replace-hours.js';
import { BY_DATE_AND_WEEKDAY, holdWithin, rowsAfter, rowsIn, WEEKLY_HOURS } from './weekly-hours.js';
import type { HoursOfWeek } from './weekly-hours.js';

/** The opening hours of a clinic, past, present and planned, in the clinic's local time. None where there is no such clinic. */
export function hoursOfClinic(tx: Tx, clinicId: string): Promise<WeeklyHours[]> {
  return tx.sql<WeeklyHours>(
    `SELECT ${WEEKLY_HOURS} FROM opening_hours WHERE practice_id = $1 AND clinic_id = $2 ORDER BY ${BY_DATE_AND_WEEKDAY}`,
    [tx.practiceId, clinicId],
  );
}

/** Makes `hours` the opening hours of every date of the period, and leaves all other dates as they are. */
export async function replaceOpeningHours(
  tx: Tx,
  { clinicId, period, hours }: { clinicId: string; period: Period; hours: readonly HoursOfWeek[] },
): Promise<void> {
  const taken = await tx.sql<WeeklyHours>(
    `DELETE FROM opening_hours WHERE practice_id = $1 AND clinic_id = $2 AND ${holdWithin('$3', '$4')} RETURNING ${WEEKLY_HOURS}`,
    [tx.practiceId, clinicId, period.from, period.to],
  );
  await tx.sql(
    `INSERT INTO opening_hours (practice_id, clinic_id, id, weekday, starts, ends, valid_from, valid_to)
     SELECT $1, $2, h.* FROM ${rowsIn('$3')}`,
    [tx.practiceId, clinicId, rowsAfter({ taken, period, hours })],
  );
}
