import type { Tx } from '../../../platform/database/index.js';
import type { Course, VisitStatus } from '../domain/index.js';

/** An appointment with all that its messages go by. */
export interface VisitToTell {
  readonly id: string;
  readonly clinicId: string;
  readonly clientId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelReason: string | null;
  /** IANA, of the clinic. */
  readonly zone: string;
  readonly isUnscreened: boolean;
  readonly course: Course;
}

interface Row extends Omit<VisitToTell, 'course'> {
  readonly status: VisitStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Times in epoch ms. */
  readonly events: readonly {
    readonly at: number;
    readonly status: VisitStatus;
    readonly from: number | null;
    readonly to: number | null;
  }[];
}

/** Only moves say from where to where. */
const EVENTS = `SELECT coalesce(json_agg(json_build_object('at', round(date_part('epoch', e.at) * 1000), 'status', e.to_status,
    'from', e.change->'from'->'startsAt', 'to', e.change->'to'->'startsAt') ORDER BY e.at, e.id), '[]')
  FROM appointment_events e WHERE e.practice_id = $1 AND e.appointment_id = a.id`;

const VISITS = `SELECT a.id, a.clinic_id AS "clinicId", a.client_id AS "clientId", a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
    a.created_at AS "createdAt", a.updated_at AS "updatedAt", a.cancel_reason AS "cancelReason", c.time_zone AS zone,
    a.screening_level IS NOT DISTINCT FROM 'not_screened' AS "isUnscreened", (${EVENTS}) AS events
  FROM appointments a JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  WHERE a.practice_id = $1 AND a.id = ANY($2) AND a.client_id IS NOT NULL ORDER BY a.id`;

/** Those of these appointments that are somebody's, in one statement. */
export async function visitsToTell(tx: Tx, ids: readonly string[]): Promise<VisitToTell[]> {
  const rows = await tx.sql<Row & Record<string, unknown>>(VISITS, [tx.practiceId, ids]);
  return rows.map((row) => ({ ...row, course: courseOf(row) }));
}

function courseOf({ status, startsAt, createdAt, updatedAt, events }: Row): Course {
  return {
    ...{ status, start: startsAt.getTime(), bookedAt: createdAt.getTime(), changedAt: updatedAt.getTime() },
    events: events.map(({ at, status: after, from, to }) => {
      return { at, status: after, moved: from === null || to === null ? null : { from, to } };
    }),
  };
}

const TO_COME = `SELECT id FROM appointments
  WHERE practice_id = $1 AND starts_at > $2 AND client_id IS NOT NULL AND status IN ('pending_clearance', 'booked', 'confirmed')
    AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`;

/** A page of the visits of the practice that are still to come, after the one that ended the page before. */
export async function visitsToCome(
  tx: Tx,
  { after, atMost }: { readonly after: string | null; readonly atMost: number },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(TO_COME, [tx.practiceId, tx.now, after, atMost]);
  return rows.map(({ id }) => id);
}

const OF_CLIENTS = `SELECT a.id FROM appointments a JOIN clients k ON k.practice_id = $1 AND k.id = a.client_id
  WHERE a.practice_id = $1 AND a.client_id = ANY($2) AND a.starts_at > $3 AND k.erased_at IS NULL ORDER BY a.id`;

/** The visits of these records that are still to come, however they stand. Whoever was erased is told of none. */
export async function visitsToComeOf(tx: Tx, clientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(OF_CLIENTS, [tx.practiceId, clientIds, tx.now]);
  return rows.map(({ id }) => id);
}
