import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { SchedulingFacts } from '../../scheduling/domain/index.js';

interface Blocked {
  kind: 'therapist' | 'room' | 'client';
  resource: string;
  appointment: string;
  /** A hold whose time is over, which blocks nobody any more. */
  runOut: boolean;
  start: string;
  end: string;
}

interface BusyQuery {
  readonly clientId: string | null;
  readonly range: Interval;
  /** An appointment that is about to move, and so is not in its own way. */
  readonly except?: string;
}

const LIVE = `practice_id = $1 AND status NOT IN ('cancelled', 'no_show', 'expired') AND id IS DISTINCT FROM $7`;

/** Nothing blocks for more than a day (a check of the table), so the index is entered one day before the range. */
const blockedIn = (from: string, to: string): string =>
  `${from} > $5::timestamptz - interval '1 day' AND ${from} < $6 AND ${to} > $5`;

const part = (kind: string, resource: string, from: string, to: string): string =>
  `SELECT '${kind}' AS kind, ${resource} AS resource, id AS appointment,
     status = 'held' AND hold_expires_at <= $8 AS "runOut",
     (extract(epoch FROM ${from}) * 1000)::bigint AS start, (extract(epoch FROM ${to}) * 1000)::bigint AS "end"
   FROM appointments WHERE ${LIVE}`;

const BUSY = `${part('therapist', 'therapist_id', 'therapist_blocked_from', 'therapist_blocked_to')}
    AND therapist_id = ANY($2) AND ${blockedIn('therapist_blocked_from', 'therapist_blocked_to')}
  UNION ALL ${part('room', 'room_id', 'room_blocked_from', 'room_blocked_to')}
    AND room_id = ANY($3) AND ${blockedIn('room_blocked_from', 'room_blocked_to')}
  UNION ALL ${part('client', 'client_id', 'starts_at', 'ends_at')}
    AND client_id = $4 AND ${blockedIn('starts_at', 'ends_at')}`;

/** The facts with everybody's visits and holds in the range, and the holds among them whose time is over. */
export async function withBusy(
  tx: Tx,
  facts: SchedulingFacts,
  { clientId, range, except }: BusyQuery,
): Promise<{ facts: SchedulingFacts; runOut: string[] }> {
  const rows = await tx.sql<Blocked>(BUSY, [
    tx.practiceId,
    facts.therapists.map(({ therapistId }) => therapistId),
    facts.rooms.map(({ roomId }) => roomId),
    clientId,
    new Date(range.start),
    new Date(range.end),
    except ?? null,
    tx.now,
  ]);
  const busy = new Map<string, Interval[]>();
  for (const { resource, start, end } of rows.filter((row) => !row.runOut)) {
    const known = busy.get(resource);
    if (known) known.push({ start: Number(start), end: Number(end) });
    else busy.set(resource, [{ start: Number(start), end: Number(end) }]);
  }
  const of = (id: string): Interval[] => busy.get(id) ?? [];
  return {
    facts: {
      ...facts,
      therapists: facts.therapists.map((therapist) => ({ ...therapist, busy: of(therapist.therapistId) })),
      rooms: facts.rooms.map((room) => ({ ...room, busy: of(room.roomId) })),
      clientBusy: clientId ? of(clientId) : [],
    },
    runOut: [...new Set(rows.filter((row) => row.runOut).map((row) => row.appointment))],
  };
}

/** Ends holds whose time is over. The caller has the locks of what they block, or none are needed: a sweep. */
export async function expireHolds(tx: Tx, ids: readonly string[]): Promise<{ id: string; clinicId: string }[]> {
  if (ids.length === 0) return [];
  return tx.sql<{ id: string; clinicId: string }>(
    `WITH ended AS (
       UPDATE appointments SET status = 'expired', version = version + 1, updated_at = $3
       WHERE practice_id = $1 AND id = ANY($2) AND status = 'held' AND hold_expires_at <= $3 RETURNING *),
     noted AS (
       INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
       SELECT $1, gen_random_uuid(), id, $3, 'expire', 'system', 'holds', 'held', 'expired' FROM ended)
     SELECT id, clinic_id AS "clinicId" FROM ended`,
    [tx.practiceId, ids, tx.now],
  );
}
