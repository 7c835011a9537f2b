import type { Tx } from '../../../platform/database/index.js';

/** Who could be booked for a service at a clinic, and where, busy or not. */
export interface Candidates {
  readonly therapistIds: readonly string[];
  readonly roomIds: readonly string[];
}

/** A service or clinic that is not there has no candidates. */
export async function findCandidates(
  tx: Tx,
  { serviceId, clinicId }: { serviceId: string; clinicId: string },
): Promise<Candidates> {
  const [found] = await tx.sql<{ therapistIds: string[]; roomIds: string[] }>(
    `SELECT
       array(SELECT t.id FROM therapists t
         JOIN therapist_clinics c ON c.practice_id = t.practice_id AND c.therapist_id = t.id AND c.clinic_id = $3
         WHERE t.practice_id = $1 AND t.archived_at IS NULL AND (s.technique = 'consultation' OR EXISTS (
           SELECT FROM therapist_techniques q
           WHERE q.practice_id = $1 AND q.therapist_id = t.id AND q.technique = s.technique))) AS "therapistIds",
       array(SELECT r.id FROM rooms r WHERE r.practice_id = $1 AND r.clinic_id = $3 AND r.archived_at IS NULL
         AND r.features @> s.required_features) AS "roomIds"
     FROM services s WHERE s.practice_id = $1 AND s.id = $2`,
    [tx.practiceId, serviceId, clinicId],
  );
  return found ?? { therapistIds: [], roomIds: [] };
}
