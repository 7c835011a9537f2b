import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Closure } from './closure.entity.js';

/**
 * The closures of a clinic and of its rooms that share time with the window, by start, in one statement; without what was
 * cancelled.
 */
export function closuresIn(tx: Tx, clinicId: string, window: Interval): Promise<Closure[]> {
  return tx.sql<Closure>(
    `SELECT practice_id AS "practiceId", id, clinic_id AS "clinicId", room_id AS "roomId", starts_at AS "startsAt",
       ends_at AS "endsAt", reason, cancelled_at AS "cancelledAt", created_at AS "createdAt"
     FROM closures
     WHERE practice_id = $1 AND clinic_id = $2 AND cancelled_at IS NULL AND ends_at > $3 AND starts_at < $4
     ORDER BY starts_at, id`,
    [tx.practiceId, clinicId, new Date(window.start), new Date(window.end)],
  );
}
