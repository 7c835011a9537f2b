import type { Tx } from '../../../platform/database/index.js';

const WITH_EVENT = `SELECT a.id, EXISTS (SELECT FROM adverse_events e
    WHERE e.practice_id = $1 AND e.client_id = a.client_id AND e.appointment_id = a.id) AS has
  FROM appointments a WHERE a.practice_id = $1 AND a.id = ANY($2::uuid[])`;

/** Whether an adverse event was recorded for these visits. */
export async function visitsWithEvent(tx: Tx, appointmentIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await tx.sql<{ id: string; has: boolean }>(WITH_EVENT, [tx.practiceId, appointmentIds]);
  return new Map(rows.map(({ id, has }) => [id, has]));
}
