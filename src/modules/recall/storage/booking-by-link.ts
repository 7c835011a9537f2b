import type { Tx } from '../../../platform/database/index.js';

/** Whose visit is booked and where, as the pages say it. */
export interface BookingPlace {
  readonly practice: string;
  readonly givenName: string;
  readonly isArchived: boolean;
  readonly preferredTherapistId: string | null;
  readonly clinicId: string;
  readonly clinic: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** IANA name. */
  readonly zone: string;
}

/** A plan of another person is not there. */
const PLACE = `SELECT p.name AS practice, k.given_name AS "givenName", k.archived_at IS NOT NULL AS "isArchived",
    k.preferred_therapist_id AS "preferredTherapistId", c.id AS "clinicId", c.name AS clinic, c.address, c.phone, c.time_zone AS zone
  FROM session_plans s JOIN clinics c ON c.practice_id = $1 AND c.id = s.clinic_id JOIN practices p ON p.id = $1
  JOIN clients k ON k.practice_id = $1 AND k.id = $4
  WHERE s.practice_id = $1 AND s.id = $2 AND s.client_id = ANY($3::uuid[])`;

interface Whose {
  readonly planId: string;
  /** All records of the client. */
  readonly records: readonly string[];
  /** The one that stands for them today. */
  readonly clientId: string;
}

export async function findPlace(tx: Tx, { planId, records, clientId }: Whose): Promise<BookingPlace | undefined> {
  return (await tx.sql<BookingPlace>(PLACE, [tx.practiceId, planId, records, clientId]))[0];
}

/** A time that is held or booked. */
export interface ChosenTime {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly therapist: string;
  /** Of a hold. */
  readonly until: Date | null;
}

const TIME = `a.id, a.starts_at AS "startsAt", a.ends_at AS "endsAt", t.name AS therapist, a.hold_expires_at AS until`;
const THERAPIST = 'JOIN therapists t ON t.practice_id = $1 AND t.id = a.therapist_id';

const HELD = `SELECT ${TIME} FROM appointments a ${THERAPIST}
  WHERE a.practice_id = $1 AND a.client_id = $2 AND a.status = 'held' AND a.held_by IS NULL AND a.hold_expires_at > $3
  ORDER BY a.hold_expires_at DESC LIMIT 1`;

/** What the client holds by a link. */
export async function heldTime(tx: Tx, clientId: string): Promise<ChosenTime | undefined> {
  return (await tx.sql<ChosenTime>(HELD, [tx.practiceId, clientId, tx.now]))[0];
}

/** The link was used up in the unit that booked, and so at the same moment. */
const BOOKED = `SELECT ${TIME} FROM client_links l
  JOIN appointments a ON a.practice_id = $1 AND a.client_id = ANY($3::uuid[]) AND a.starts_at > l.used_at
  JOIN appointment_events e ON e.practice_id = $1 AND e.appointment_id = a.id AND e.at = l.used_at AND e.actor_kind = 'client'
    AND e.kind IN ('book', 'book_pending') ${THERAPIST}
  WHERE l.practice_id = $1 AND l.id = $2`;

/** What was booked by this link. */
export async function bookedTime(
  tx: Tx,
  { linkId, records }: { readonly linkId: string; readonly records: readonly string[] },
): Promise<ChosenTime | undefined> {
  return (await tx.sql<ChosenTime>(BOOKED, [tx.practiceId, linkId, records]))[0];
}

const TO_COME = `SELECT EXISTS (SELECT FROM appointments WHERE practice_id = $1 AND client_id = ANY($2::uuid[]) AND ends_at > $3
    AND starts_at > $3::timestamptz - interval '1 day'
    AND status NOT IN ('held', 'expired', 'cancelled', 'no_show', 'completed')) AS "hasVisit"`;

export async function hasVisitToCome(tx: Tx, records: readonly string[]): Promise<boolean> {
  const [row] = await tx.sql<{ hasVisit: boolean }>(TO_COME, [tx.practiceId, records, tx.now]);
  return row!.hasVisit;
}

/** What clients are to call them. */
export async function therapistNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; name: string }>(
    'SELECT id, name FROM therapists WHERE practice_id = $1 AND id = ANY($2::uuid[])',
    [tx.practiceId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
