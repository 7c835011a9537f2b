import type { Tx } from '../../../platform/database/index.js';
import type { PressureRange, Technique } from '../../practices/domain/index.js';

/** What a visit of a therapist has by way of a note. Dates are null where there is no draft. */
interface NoteOfVisit {
  readonly draftId: string | null;
  readonly draftVersion: number | null;
  readonly draftedAt: Date | null;
}

/** A visit of a therapist's day. */
export interface DayVisit extends NoteOfVisit {
  readonly appointmentId: string;
  readonly clientId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: string;
  /** In the clinic's calendar. */
  readonly localDate: string;
  readonly technique: Technique;
  readonly pressure: PressureRange | null;
  readonly noteId: string | null;
}

/** By the time that is blocked around the visits, since the index is on that; a clinic's date lies within two days of UTC's. */
const DAY = `SELECT a.id AS "appointmentId", a.client_id AS "clientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.status,
    $3::date::text AS "localDate", s.technique,
    CASE WHEN s.pressure_min IS NULL THEN NULL ELSE json_build_object('min', s.pressure_min, 'max', s.pressure_max) END AS pressure,
    n.id AS "noteId", d.id AS "draftId", d.version AS "draftVersion", d.created_at AS "draftedAt"
  FROM appointments a
  JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  LEFT JOIN session_notes n ON n.practice_id = $1 AND n.appointment_id = a.id
  LEFT JOIN session_note_drafts d ON d.practice_id = $1 AND d.appointment_id = a.id AND d.therapist_id = $2
  WHERE a.practice_id = $1 AND a.therapist_id = $2 AND a.status NOT IN ('held', 'cancelled', 'no_show', 'expired')
    AND a.therapist_blocked_from > ($3::date - interval '2 days') AT TIME ZONE 'UTC'
    AND a.therapist_blocked_from < ($3::date + interval '2 days') AT TIME ZONE 'UTC'
    AND (a.starts_at AT TIME ZONE c.time_zone)::date = $3::date AND ($4::uuid IS NULL OR a.clinic_id = $4)
  ORDER BY a.starts_at, a.id`;

/** Those that begin on this date of their clinic's calendar and have not been called off, in order. */
export function visitsOfDay(
  tx: Tx,
  { therapistId, date, clinicId }: { therapistId: string; date: string; clinicId: string | null },
): Promise<DayVisit[]> {
  return tx.sql<DayVisit>(DAY, [tx.practiceId, therapistId, date, clinicId]);
}

/** A visit that waits for its note, or for the signature under it. */
export interface UnsignedVisit extends NoteOfVisit {
  readonly appointmentId: string;
  readonly clientId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const UNSIGNED = `SELECT a.id AS "appointmentId", a.client_id AS "clientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt",
    d.id AS "draftId", d.version AS "draftVersion", d.created_at AS "draftedAt"
  FROM appointments a
  LEFT JOIN session_note_drafts d ON d.practice_id = $1 AND d.appointment_id = a.id AND d.therapist_id = $2
  WHERE a.practice_id = $1 AND (a.starts_at, a.id) > ($4, $5) AND a.id IN (
    SELECT appointment_id FROM session_note_drafts WHERE practice_id = $1 AND therapist_id = $2
    UNION ALL
    SELECT id FROM appointments v
    WHERE v.practice_id = $1 AND v.therapist_id = $2 AND v.status = 'completed' AND v.therapist_blocked_from > $3
      AND NOT EXISTS (SELECT FROM session_notes n WHERE n.practice_id = $1 AND n.appointment_id = v.id))
  ORDER BY a.starts_at, a.id LIMIT $6`;

const BEFORE_ALL = ['-infinity', '00000000-0000-0000-0000-000000000000'];

interface UnsignedPage {
  readonly therapistId: string;
  /** Visits before this that have no draft are left alone. */
  readonly from: Date;
  /** The start and the id of the last visit of the page before. */
  readonly after: readonly [startsAt: string, id: string] | undefined;
  readonly limit: number;
}

/** All drafts of a therapist, and their completed visits without a note; the oldest visit first. */
export function unsignedPage(tx: Tx, { therapistId, from, after, limit }: UnsignedPage): Promise<UnsignedVisit[]> {
  return tx.sql<UnsignedVisit>(UNSIGNED, [tx.practiceId, therapistId, from, ...(after ?? BEFORE_ALL), limit]);
}

const UNSIGNED_OF = `SELECT a.id AS "appointmentId", coalesce(d.created_at, a.ends_at) AS since
  FROM appointments a
  LEFT JOIN session_note_drafts d ON d.practice_id = $1 AND d.appointment_id = a.id AND d.therapist_id = a.therapist_id
  WHERE a.practice_id = $1 AND a.id = ANY($2) AND (d.id IS NOT NULL OR (a.status = 'completed' AND a.therapist_blocked_from > $3))
    AND NOT EXISTS (SELECT FROM session_notes n WHERE n.practice_id = $1 AND n.appointment_id = a.id)`;

/** Which of these visits wait for their therapist's note, and since when; `from` as in a page of them. */
export function unsignedOf(
  tx: Tx,
  { appointmentIds, from }: Pick<UnsignedPage, 'from'> & { readonly appointmentIds: readonly string[] },
): Promise<{ readonly appointmentId: string; readonly since: Date }[]> {
  return tx.sql(UNSIGNED_OF, [tx.practiceId, appointmentIds, from]);
}
