import type { Tx } from '../../../platform/database/index.js';
import type { Status } from '../domain/status.js';

interface Place {
  /** Epoch ms. */
  readonly startsAt: number;
  readonly therapistId: string;
  readonly roomId: string;
}

export interface HistoryEntry {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly by: string;
  readonly fromStatus: Status | null;
  readonly toStatus: Status;
  readonly change: { readonly from?: Place; readonly to?: Place };
  readonly reason: string | null;
}

/** The histories of these appointments, each from its beginning. */
export async function historiesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, HistoryEntry[]>> {
  const rows = await tx.sql<HistoryEntry & { appointmentId: string }>(
    `SELECT e.id, e.appointment_id AS "appointmentId", e.at, e.kind, coalesce(m.name, CASE WHEN e.actor_kind = 'client' THEN 'client' ELSE e.actor_id END) AS by,
       e.from_status AS "fromStatus", e.to_status AS "toStatus", e.change, e.reason
     FROM appointment_events e
     LEFT JOIN memberships m ON m.practice_id = e.practice_id AND e.actor_kind = 'staff' AND m.id::text = e.actor_id
     WHERE e.practice_id = $1 AND e.appointment_id = ANY($2) ORDER BY e.at, e.id`,
    [tx.practiceId, ids],
  );
  const histories = new Map<string, HistoryEntry[]>(ids.map((id) => [id, []]));
  for (const row of rows) histories.get(row.appointmentId)?.push(row);
  return histories;
}

/** When a change of the appointment's status was last taken back. */
export async function lastTakenBack(tx: Tx, id: string): Promise<Date | undefined> {
  const [last] = await tx.sql<{ at: Date }>(
    `SELECT at FROM appointment_events WHERE practice_id = $1 AND appointment_id = $2 AND kind = 'take_back'
     ORDER BY at DESC, id DESC LIMIT 1`,
    [tx.practiceId, id],
  );
  return last?.at;
}
