import type { Tx } from '../../../platform/database/index.js';
import type { Technique } from '../../practices/domain/index.js';

/** A completed visit at which the client was treated. */
export interface TreatmentRow {
  /** YYYY-MM-DD by the calendar of its clinic. */
  readonly date: string;
  readonly technique: Technique;
}

const TREATMENTS = `SELECT (a.starts_at AT TIME ZONE c.time_zone)::date::text AS date, s.technique
  FROM appointments a
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  WHERE a.practice_id = $1 AND a.client_id = ANY($2::uuid[]) AND a.status = 'completed' AND s.technique <> 'consultation'
    AND a.starts_at >= coalesce($3, '-infinity'::timestamptz) AND a.starts_at < coalesce($4, 'infinity'::timestamptz)
  ORDER BY a.starts_at, a.id`;

/** By time; a consultation is no treatment. */
export const treatmentsOf = (
  tx: Tx,
  clientIds: readonly string[],
  { from, to }: { readonly from: Date | null; readonly to: Date | null },
): Promise<TreatmentRow[]> => tx.sql<TreatmentRow>(TREATMENTS, [tx.practiceId, clientIds, from, to]);

const VISIT = `SELECT starts_at AS "startsAt" FROM appointments WHERE practice_id = $1 AND id = $2 AND client_id = ANY($3::uuid[])`;

/** When a visit of one of these records begins; undefined where it is nobody's of them. */
export async function visitStart(tx: Tx, id: string, clientIds: readonly string[]): Promise<Date | undefined> {
  return (await tx.sql<{ startsAt: Date }>(VISIT, [tx.practiceId, id, clientIds]))[0]?.startsAt;
}
