import type { Tx } from '../../../platform/database/index.js';
import type { PressureRange, Technique } from '../../practices/domain/index.js';

/** A treatment that a client has had. */
export interface UsualVisit {
  readonly clinicId: string;
  readonly serviceId: string;
  readonly technique: Technique;
  readonly pressure: PressureRange | null;
  readonly therapistId: string;
  readonly startsAt: Date;
  /** Of its clinic, an IANA name. */
  readonly zone: string;
}

interface Wanted {
  readonly planId: string;
  /** All records of the client. */
  readonly records: readonly string[];
}

const LAST = `SELECT f."planId", a.clinic_id AS "clinicId", a.service_id AS "serviceId", a.technique, a.therapist_id AS "therapistId",
    a.starts_at AS "startsAt", a.time_zone AS zone,
    CASE WHEN a.pressure_min IS NOT NULL THEN json_build_object('min', a.pressure_min, 'max', a.pressure_max) END AS pressure
  FROM jsonb_to_recordset($2::jsonb) AS f("planId" uuid, records uuid[]),
    LATERAL (SELECT a.clinic_id, a.service_id, s.technique, a.therapist_id, a.starts_at, c.time_zone, s.pressure_min, s.pressure_max
      FROM appointments a JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
      JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
      WHERE a.practice_id = $1 AND a.client_id = ANY(f.records) AND a.status = 'completed' AND s.technique <> 'consultation'
      ORDER BY a.starts_at DESC LIMIT $3) a
  ORDER BY a.starts_at DESC`;

/** By plan, the client's last completed treatments, the latest first. In one statement. */
export async function lastVisits(
  tx: Tx,
  wanted: readonly Wanted[],
  atMost: number,
): Promise<Map<string, UsualVisit[]>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.sql<UsualVisit & { planId: string }>(LAST, [tx.practiceId, JSON.stringify(wanted), atMost]);
  const visits = new Map<string, UsualVisit[]>(wanted.map(({ planId }) => [planId, []]));
  for (const { planId, ...visit } of rows) visits.get(planId)!.push(visit);
  return visits;
}
