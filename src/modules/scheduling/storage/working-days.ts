import { newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { DailySpan } from '../domain/clashing-hours.js';
import { clockTime } from './weekly-hours.js';

/** A date on which a therapist works other hours at a clinic than the weekly ones. */
export interface WorkingDay {
  readonly therapistId: string;
  readonly clinicId: string;
  /** `YYYY-MM-DD`, by the clinic's calendar. */
  readonly date: string;
  /** In the clinic's local time; none: a day off. */
  readonly spans: readonly DailySpan[];
}

type DayOfTherapist = Pick<WorkingDay, 'therapistId' | 'clinicId' | 'date'>;

/** The dates from `from` to `to`, both inclusive, on which the therapist's weekly hours do not count, in order. */
export function workingDaysOf(
  tx: Tx,
  { therapistId, from, to }: { therapistId: string; from: string; to: string },
): Promise<WorkingDay[]> {
  return tx.sql<WorkingDay>(
    `SELECT therapist_id AS "therapistId", clinic_id AS "clinicId", on_date::text AS date,
       coalesce(json_agg(json_build_object('starts', ${clockTime('starts')}, 'ends', ${clockTime('ends')}) ORDER BY starts)
         FILTER (WHERE starts IS NOT NULL), '[]') AS spans
     FROM working_hour_exceptions
     WHERE practice_id = $1 AND therapist_id = $2 AND on_date BETWEEN $3::date AND $4::date
     GROUP BY therapist_id, clinic_id, on_date ORDER BY on_date, clinic_id`,
    [tx.practiceId, therapistId, from, to],
  );
}

/** Gives the date back to the weekly hours. */
export async function deleteWorkingDay(tx: Tx, { therapistId, clinicId, date }: DayOfTherapist): Promise<void> {
  await tx.sql(
    `DELETE FROM working_hour_exceptions WHERE practice_id = $1 AND therapist_id = $2 AND clinic_id = $3 AND on_date = $4::date`,
    [tx.practiceId, therapistId, clinicId, date],
  );
}

/** Replaces whatever held on the date. A day off is one row without times. */
export async function replaceWorkingDay(tx: Tx, { therapistId, clinicId, date, spans }: WorkingDay): Promise<void> {
  await deleteWorkingDay(tx, { therapistId, clinicId, date });
  const rows = spans.length > 0 ? spans : [{ starts: null, ends: null }];
  await tx.sql(
    `INSERT INTO working_hour_exceptions (practice_id, therapist_id, clinic_id, on_date, id, starts, ends)
     SELECT $1, $2, $3, $4::date, x.* FROM jsonb_to_recordset($5) AS x(id uuid, starts time, ends time)`,
    [tx.practiceId, therapistId, clinicId, date, JSON.stringify(rows.map((row) => ({ id: newId(), ...row })))],
  );
}
