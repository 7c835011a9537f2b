import type { Tx } from '../../../platform/database/index.js';
import { isStopped } from '../../messaging/index.js';
import type { PressureRange, Technique } from '../../practices/domain/index.js';

/** What of a visit a check-in is planned by. */
export interface VisitToCheck {
  readonly id: string;
  readonly clientId: string;
  readonly therapistId: string;
  readonly clinicId: string;
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When it was completed, for the last time; its end where nobody knows. */
  readonly completedAt: Date;
  readonly technique: Technique;
  readonly pressure: PressureRange | null;
}

const VISIT = `SELECT a.id, a.client_id AS "clientId", a.therapist_id AS "therapistId", a.clinic_id AS "clinicId", a.status,
    a.starts_at AS "startsAt", a.ends_at AS "endsAt", s.technique,
    CASE WHEN s.pressure_min IS NOT NULL THEN json_build_object('min', s.pressure_min, 'max', s.pressure_max) END AS pressure,
    coalesce((SELECT max(e.at) FROM appointment_events e
      WHERE e.practice_id = $1 AND e.appointment_id = a.id AND e.to_status = 'completed'), a.ends_at) AS "completedAt"
  FROM appointments a JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
    JOIN clients k ON k.practice_id = $1 AND k.id = a.client_id AND k.erased_at IS NULL
  WHERE a.practice_id = $1 AND a.id = $2`;

/** Undefined for a hold of nobody, and for a client who was erased: there is nobody to ask. */
export async function visitToCheck(tx: Tx, appointmentId: string): Promise<VisitToCheck | undefined> {
  return (await tx.sql<VisitToCheck>(VISIT, [tx.practiceId, appointmentId]))[0];
}

/** What of a person a check-in is planned by. */
export interface PersonToAsk {
  /** In whose night the client is left in peace: the client's own or, where that is not known, the clinic's. */
  readonly zone: string;
  /** Ways to reach them (a minor through their guardian), and those of them that they have agreed to for messages about their visits. */
  readonly reached: readonly ('email' | 'sms')[];
  readonly agreed: readonly ('email' | 'sms')[];
  /** Ways that they have stopped. */
  readonly stopped: readonly ('email' | 'sms')[];
  /** Whether they asked to be asked. */
  readonly wanted: boolean;
  /** Whether they were never treated before this visit. */
  readonly isFirst: boolean;
}

const PERSON = `SELECT coalesce(k.time_zone, c.time_zone) AS zone,
    array_remove(ARRAY[CASE WHEN coalesce(k.phone, minor.phone) IS NOT NULL THEN 'sms' END,
      CASE WHEN coalesce(k.email, minor.email) IS NOT NULL THEN 'email' END], NULL) AS reached,
    coalesce((SELECT array_agg(g.channel) FROM client_consents g
      WHERE g.practice_id = $1 AND g.client_id = k.id AND g.purpose = 'service' AND g.granted), '{}') AS agreed,
    array_remove(ARRAY[CASE WHEN ${isStopped('sms', 'k')} THEN 'sms' END, CASE WHEN ${isStopped('email', 'k')} THEN 'email' END], NULL) AS stopped,
    coalesce((SELECT w.wanted FROM check_in_wishes w WHERE w.practice_id = $1 AND w.client_id = ANY($2::uuid[])
      ORDER BY w.set_at DESC, w.client_id LIMIT 1), false) AS wanted,
    NOT EXISTS (SELECT FROM appointments a JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
      WHERE a.practice_id = $1 AND a.client_id = ANY($2::uuid[]) AND a.status = 'completed' AND s.technique <> 'consultation'
        AND a.starts_at < $4) AS "isFirst"
  FROM clients k JOIN clinics c ON c.practice_id = $1 AND c.id = $3
  CROSS JOIN LATERAL (SELECT CASE WHEN is_minor THEN k.guardian_phone END AS phone, CASE WHEN is_minor THEN k.guardian_email END AS email
    FROM (SELECT k.birth_date > ($5::timestamptz AT TIME ZONE c.time_zone)::date - interval '18 years' AS is_minor) AS age) AS minor
  WHERE k.practice_id = $1 AND k.id = ANY($2::uuid[]) AND k.merged_into_id IS NULL`;

/** The person with these records, before a visit at that clinic that starts then. */
export async function personToAsk(
  tx: Tx,
  { records, clinicId, startsAt }: { records: readonly string[]; clinicId: string; startsAt: Date },
): Promise<PersonToAsk> {
  const [person] = await tx.sql<PersonToAsk>(PERSON, [...[tx.practiceId, records, clinicId, startsAt, tx.now]]);
  return person!;
}

const TRUTH = `SELECT a.status = 'completed' AS completed, EXISTS (
    SELECT FROM appointments n WHERE n.practice_id = $1 AND n.client_id = ANY($3::uuid[]) AND n.starts_at > a.starts_at
      AND n.starts_at <= $4 AND n.status NOT IN ('held', 'cancelled', 'no_show', 'expired')) AS "nextBegun"
  FROM appointments a WHERE a.practice_id = $1 AND a.id = $2`;

/** Whether a visit still stands as completed, and whether the next one of the same person has begun. */
export async function truthOfVisit(
  tx: Tx,
  { appointmentId, records }: { appointmentId: string; records: readonly string[] },
): Promise<{ readonly completed: boolean; readonly nextBegun: boolean }> {
  const [truth] = await tx.sql<{ completed: boolean; nextBegun: boolean }>(TRUTH, [
    ...[tx.practiceId, appointmentId, records, tx.now],
  ]);
  return truth!;
}
