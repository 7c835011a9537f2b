import type { Tx } from '../../platform/database/index.js';

interface VisitsIn {
  readonly jurisdiction: string;
  /** YYYY-MM-DD in the clinic's calendar, of visits that took place. */
  readonly firstOn: string;
  readonly lastOn: string;
}

/** The first and the last visit that took place, by the jurisdiction of its clinic. */
export function visitsByJurisdiction(tx: Tx, recordIds: readonly string[]): Promise<VisitsIn[]> {
  return tx.sql<VisitsIn & { jurisdiction: string }>(
    `SELECT c.jurisdiction, min((a.starts_at AT TIME ZONE c.time_zone)::date)::text AS "firstOn",
       max((a.starts_at AT TIME ZONE c.time_zone)::date)::text AS "lastOn"
     FROM appointments a JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
     WHERE a.practice_id = $1 AND a.client_id = ANY($2) AND a.status IN ('arrived', 'in_session', 'completed')
     GROUP BY c.jurisdiction ORDER BY c.jurisdiction`,
    [tx.practiceId, recordIds],
  );
}

/** The visits that are still to come or under way, the next first. */
export async function visitsAhead(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM appointments WHERE practice_id = $1 AND client_id = ANY($2)
       AND status NOT IN ('held', 'expired', 'cancelled', 'no_show', 'completed') ORDER BY starts_at, id`,
    [tx.practiceId, recordIds],
  );
  return rows.map(({ id }) => id);
}

/** Removes what the desk has written about visits in free words. Of the worker alone. */
export async function forgetWordsAboutVisits(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql(
    `UPDATE appointment_events e SET reason = NULL FROM appointments a
     WHERE a.practice_id = $1 AND a.client_id = ANY($2) AND e.practice_id = $1 AND e.appointment_id = a.id AND e.reason IS NOT NULL`,
    [tx.practiceId, recordIds],
  );
  await tx.sql(
    `UPDATE appointments SET cancel_note = NULL, override_reason = CASE WHEN override_reason IS NULL THEN NULL ELSE 'erased' END
     WHERE practice_id = $1 AND client_id = ANY($2) AND num_nonnulls(cancel_note, override_reason) > 0`,
    [tx.practiceId, recordIds],
  );
}
