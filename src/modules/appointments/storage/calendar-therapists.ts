import type { Tx } from '../../../platform/database/index.js';

export interface CalendarTherapist {
  readonly id: string;
  readonly name: string;
}

/** Who has a column: therapists of the clinic, and whoever has a visit on the board all the same; by name. */
export function therapistsAtClinic(
  tx: Tx,
  {
    clinicId,
    therapistId,
    withVisits,
  }: { clinicId: string; therapistId: string | null; withVisits: readonly string[] },
): Promise<CalendarTherapist[]> {
  return tx.sql<CalendarTherapist>(
    `SELECT t.id, t.name FROM therapists t
     WHERE t.practice_id = $1 AND ($4::uuid IS NULL OR t.id = $4) AND (t.id = ANY($3) OR t.archived_at IS NULL AND EXISTS (
       SELECT FROM therapist_clinics c WHERE c.practice_id = $1 AND c.therapist_id = t.id AND c.clinic_id = $2))
     ORDER BY t.name, t.id`,
    [tx.practiceId, clinicId, [...new Set(withVisits)], therapistId],
  );
}
