import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { VerdictLevel } from '../../screening/domain/index.js';
import type { Status } from '../domain/status.js';

/** A visit as the board of a day shows it. */
export interface CalendarVisit {
  readonly id: string;
  readonly version: number;
  readonly status: Status;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly therapistId: string;
  readonly therapistBlockedFrom: Date;
  readonly therapistBlockedTo: Date;
  readonly roomId: string;
  readonly roomBlockedFrom: Date;
  readonly roomBlockedTo: Date;
  readonly holdExpiresAt: Date | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly overridden: boolean;
  readonly screeningLevel: VerdictLevel | null;
  readonly therapistDecides: boolean;
  /** The client has had no visit here before. */
  readonly firstVisit: boolean;
}

/** Clients are looked up one by one: a join may read them all when the plan does not know how short the window is. */
const VISITS = `SELECT a.id, a.version, a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
    a.therapist_id AS "therapistId", a.therapist_blocked_from AS "therapistBlockedFrom",
    a.therapist_blocked_to AS "therapistBlockedTo", a.room_id AS "roomId", a.room_blocked_from AS "roomBlockedFrom",
    a.room_blocked_to AS "roomBlockedTo", a.hold_expires_at AS "holdExpiresAt",
    a.client_id AS "clientId", (SELECT c.given_name || ' ' || c.family_name FROM clients c WHERE c.practice_id = $1 AND c.id = a.client_id) AS "clientName",
    a.service_id AS "serviceId", s.name AS "serviceName", cardinality(a.overridden_rules) > 0 AS overridden,
    a.screening_level AS "screeningLevel", a.awaits_therapist AS "therapistDecides",
    a.client_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM appointments b WHERE b.practice_id = $1 AND b.client_id = a.client_id AND b.starts_at < a.starts_at
        AND b.status NOT IN ('cancelled', 'no_show', 'expired', 'held')) AS "firstVisit"
  FROM appointments a
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  WHERE a.practice_id = $1 AND a.clinic_id = $2 AND a.status NOT IN ('cancelled', 'expired')
    AND (a.status <> 'held' OR a.hold_expires_at > $5)
    AND a.starts_at > $3::timestamptz - interval '1 day' AND a.starts_at < $4 AND a.ends_at > $3
    AND ($6::uuid IS NULL OR a.therapist_id = $6)
  ORDER BY a.starts_at, a.id`;

/**
 * The visits and live holds of a clinic in a window, no-shows included, those that began the day before too. With a
 * therapist only theirs. The clients count as read.
 */
export async function calendarVisits(
  tx: Tx,
  { clinicId, window, therapistId }: { clinicId: string; window: Interval; therapistId: string | null },
): Promise<CalendarVisit[]> {
  const values = [tx.practiceId, clinicId, new Date(window.start), new Date(window.end), tx.now, therapistId];
  const visits = await tx.sql<CalendarVisit>(VISITS, values);
  tx.recordRead(
    'client',
    visits.map(({ clientId }) => clientId).filter((id) => id !== null),
  );
  return visits;
}
