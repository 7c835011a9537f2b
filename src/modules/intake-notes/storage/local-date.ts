import type { Tx } from '../../../platform/database/index.js';

/**
 * Today in the calendar of the practice's clinics, YYYY-MM-DD; where they lie in several zones, the latest of their dates,
 * so that what was true today still counts tomorrow. In UTC for a practice without a clinic.
 */
export async function localDate(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ today: string }>(
    `SELECT coalesce(max(($2::timestamptz AT TIME ZONE time_zone)::date), ($2::timestamptz AT TIME ZONE 'UTC')::date)::text AS today
     FROM clinics WHERE practice_id = $1 AND archived_at IS NULL`,
    [tx.practiceId, tx.now],
  );
  return row!.today;
}
