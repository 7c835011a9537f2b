import type { Interval } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { SchedulingFacts } from '../../scheduling/domain/index.js';

/** All that blocks one therapist, room or client. */
interface Blocked {
  readonly resource: string;
  /** In epoch seconds with the microseconds behind the point; the ends stand in the order of the begins. */
  readonly begins: readonly number[] | null;
  readonly ends: readonly number[] | null;
  /** Holds whose time is over, which block nobody any more. */
  readonly runOut: readonly string[] | null;
}

interface BusyQuery {
  readonly clientId: string | null;
  readonly range: Interval;
  /** An appointment that is about to move, and so is not in its own way. */
  readonly except?: string;
}

interface Resources {
  readonly therapistIds: readonly string[];
  readonly roomIds: readonly string[];
}

/** Everybody's visits and holds in a range. */
export interface Busy {
  /** Of a therapist, a room or the client. */
  of(id: string): Interval[];
  /** Holds whose time is over: they are in nobody's way. */
  readonly runOut: readonly string[];
}

const LIVE = `practice_id = $1 AND status NOT IN ('cancelled', 'no_show', 'expired') AND id IS DISTINCT FROM $7`;

/** Nothing blocks for more than a day (a check of the table), so the index is entered one day before the range. */
const blockedIn = (from: string, to: string): string =>
  `${from} > $5::timestamptz - interval '1 day' AND ${from} < $6 AND ${to} > $5`;

const RUN_OUT = `status = 'held' AND hold_expires_at <= $8`;
/** Two lists of numbers cost PostgreSQL a third less than one list of pairs. */
const each = (column: string): string =>
  `json_agg(date_part('epoch', ${column})) FILTER (WHERE (${RUN_OUT}) IS NOT TRUE)`;

const part = (resource: string, from: string, to: string): string =>
  `SELECT ${resource} AS resource, ${each(from)} AS begins, ${each(to)} AS ends,
     array_agg(id) FILTER (WHERE ${RUN_OUT}) AS "runOut"
   FROM appointments WHERE ${LIVE} AND ${blockedIn(from, to)}`;

const BUSY = `${part('therapist_id', 'therapist_blocked_from', 'therapist_blocked_to')} AND therapist_id = ANY($2) GROUP BY therapist_id
  UNION ALL ${part('room_id', 'room_blocked_from', 'room_blocked_to')} AND room_id = ANY($3) GROUP BY room_id
  UNION ALL ${part('client_id', 'starts_at', 'ends_at')} AND client_id = $4 GROUP BY client_id`;

export async function readBusy(
  tx: Tx,
  { therapistIds, roomIds, clientId, range, except }: Resources & BusyQuery,
): Promise<Busy> {
  const values = [therapistIds, roomIds, clientId, new Date(range.start), new Date(range.end), except ?? null, tx.now];
  const rows = await tx.sql<Blocked>(BUSY, [tx.practiceId, ...values]);
  const busy = new Map(rows.map((row) => [row.resource, intervalsOf(row)]));
  return { of: (id) => busy.get(id) ?? [], runOut: [...new Set(rows.flatMap(({ runOut }) => runOut ?? []))] };
}

export const occupied = (facts: SchedulingFacts, busy: Busy, clientId: string | null): SchedulingFacts => ({
  ...facts,
  therapists: facts.therapists.map((therapist) => ({ ...therapist, busy: busy.of(therapist.therapistId) })),
  rooms: facts.rooms.map((room) => ({ ...room, busy: busy.of(room.roomId) })),
  clientBusy: clientId ? busy.of(clientId) : [],
});

/** The facts with all who are busy in the range, and the holds there whose time is over. */
export async function withBusy(
  tx: Tx,
  facts: SchedulingFacts,
  query: BusyQuery,
): Promise<{ facts: SchedulingFacts; runOut: readonly string[] }> {
  const therapistIds = facts.therapists.map(({ therapistId }) => therapistId);
  const roomIds = facts.rooms.map(({ roomId }) => roomId);
  const busy = await readBusy(tx, { ...query, therapistIds, roomIds });
  return { facts: occupied(facts, busy, query.clientId), runOut: busy.runOut };
}

const ms = (seconds: number): number => Math.round(seconds * 1000);
const intervalsOf = ({ begins, ends }: Blocked): Interval[] =>
  (begins ?? []).map((begin, n) => ({ start: ms(begin), end: ms(ends![n]!) }));

/**
 * Ends those of these holds whose time is over, and gives how many. The caller has the locks of what they block, or none
 * are needed: a sweep.
 */
export async function expireHolds(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const ended = await tx.sql<{ id: string; clinicId: string }>(
    `WITH ended AS (
       UPDATE appointments SET status = 'expired', version = version + 1, updated_at = $3
       WHERE practice_id = $1 AND id = ANY($2) AND status = 'held' AND hold_expires_at <= $3 RETURNING *),
     noted AS (
       INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
       SELECT $1, gen_random_uuid(), id, $3, 'expire', 'system', 'holds', 'held', 'expired' FROM ended)
     SELECT id, clinic_id AS "clinicId" FROM ended`,
    [tx.practiceId, ids, tx.now],
  );
  for (const { id, clinicId } of ended) {
    tx.record({ action: 'appointment.released', subjectIds: [id] });
    tx.emit('appointment.released', { appointmentId: id, clinicId });
  }
  return ended.length;
}
