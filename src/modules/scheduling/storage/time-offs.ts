import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { TimeOff } from './time-off.entity.js';

/**
 * The time off of these therapists that shares time with the window, by start, in one statement; without what was cancelled.
 * Why somebody is off is for those who keep the desk, and for themselves.
 */
export function timeOffIn(tx: Tx, therapistIds: readonly string[], window: Interval): Promise<TimeOff[]> {
  return tx.sql<TimeOff>(
    `SELECT practice_id AS "practiceId", id, therapist_id AS "therapistId", kind, starts_at AS "startsAt", ends_at AS "endsAt",
       cancelled_at AS "cancelledAt", created_at AS "createdAt"
     FROM time_off
     WHERE practice_id = $1 AND therapist_id = ANY($2) AND cancelled_at IS NULL AND ends_at > $3 AND starts_at < $4
     ORDER BY starts_at, id`,
    [tx.practiceId, therapistIds, new Date(window.start), new Date(window.end)],
  );
}
