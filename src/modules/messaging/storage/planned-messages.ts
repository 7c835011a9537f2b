import type { Tx } from '../../../platform/database/index.js';
import type { MessageKind, NotSentReason } from '../domain/index.js';

interface Draft {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly clientId: string | null;
  readonly membershipId: string | null;
  readonly clinicId: string;
  readonly dueAt: Date;
  readonly usefulUntil: Date | null;
}

const INSERT = `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, membership_id, clinic_id,
    due_at, ready_at, look_at, useful_until, state, created_at)
  SELECT $1, id, kind, "subjectId", version, step, channel, "clientId", "membershipId", "clinicId", "dueAt", "dueAt", "dueAt", "usefulUntil", 'planned', $3
  FROM jsonb_to_recordset($2) AS m(id uuid, kind text, "subjectId" uuid, version text, step text, channel text, "clientId" uuid,
    "membershipId" uuid, "clinicId" uuid, "dueAt" timestamptz, "usefulUntil" timestamptz)
  ON CONFLICT ON CONSTRAINT messages_once DO NOTHING`;

export function insertPlanned(tx: Tx, drafts: readonly Draft[]): void {
  tx.write(INSERT, [tx.practiceId, JSON.stringify(drafts), tx.now]);
}

const DROP = `WITH dropped AS (
    UPDATE messages SET state = 'dropped', reason = $4, look_at = NULL
    WHERE practice_id = $1 AND subject_id = ANY($2) AND kind = ANY($3) AND state = 'planned'
      AND NOT (version IS NOT DISTINCT FROM $5 AND ($7::text[] IS NULL OR step = ANY($7)))
    RETURNING id, attempts)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
  SELECT $1, id, $6, 'dropped', attempts, $4 FROM dropped`;

export function dropPlanned(
  tx: Tx,
  which: {
    readonly kinds: readonly MessageKind[];
    readonly subjectIds: readonly string[];
    readonly reason: NotSentReason;
    readonly exceptVersion?: string;
    readonly exceptSteps?: readonly string[];
  },
): void {
  const { kinds, subjectIds, reason, exceptVersion = null, exceptSteps = null } = which;
  tx.write(DROP, [tx.practiceId, subjectIds, kinds, reason, exceptVersion, tx.now, exceptSteps]);
}

const DROP_TO = `WITH open AS (
    SELECT id FROM messages WHERE practice_id = $1 AND client_id = ANY($2) AND state = 'planned' FOR UPDATE SKIP LOCKED),
  dropped AS (
    UPDATE messages m SET state = 'dropped', reason = $3, look_at = NULL FROM open
    WHERE m.practice_id = $1 AND m.id = open.id
    RETURNING m.id, m.attempts)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
  SELECT $1, id, $4, 'dropped', attempts, $3 FROM dropped`;

export function dropPlannedTo(
  tx: Tx,
  { clientIds, reason }: { readonly clientIds: readonly string[]; readonly reason: NotSentReason },
): void {
  tx.write(DROP_TO, [tx.practiceId, clientIds, reason, tx.now]);
}

const DROP_BY_ID = `WITH dropped AS (
    UPDATE messages m SET state = 'dropped', reason = d.reason, look_at = NULL
    FROM jsonb_to_recordset($2) AS d(id uuid, reason text)
    WHERE m.practice_id = $1 AND m.id = d.id AND m.state = 'planned'
    RETURNING m.id, m.attempts, m.reason)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
  SELECT $1, id, $3, 'dropped', attempts, reason FROM dropped`;

export function dropByIds(tx: Tx, which: readonly { readonly id: string; readonly reason: NotSentReason }[]): void {
  tx.write(DROP_BY_ID, [tx.practiceId, JSON.stringify(which), tx.now]);
}

const PLAN_BY_ID = `WITH planned AS (
    UPDATE messages SET state = 'planned', reason = NULL, ready_at = due_at, look_at = due_at
    WHERE practice_id = $1 AND id = ANY($2) AND state = 'dropped'
    RETURNING id, attempts)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt) SELECT $1, id, $3, 'planned', attempts FROM planned`;

export function planByIds(tx: Tx, ids: readonly string[]): void {
  tx.write(PLAN_BY_ID, [tx.practiceId, ids, tx.now]);
}

/**
 * A claim that found it night, or its time not yet come, has handed nothing over; any other may have. What was called off on the other channel
 * before is planned again.
 */
const REDIRECT = `WITH dropped AS (
    UPDATE messages m SET state = 'dropped', reason = 'superseded', look_at = NULL
    FROM jsonb_to_recordset($2) AS r(id uuid, channel text, "newId" uuid)
    WHERE m.practice_id = $1 AND m.id = r.id AND m.state = 'planned' AND m.attempts = (SELECT count(*) FROM message_events e
      WHERE e.practice_id = $1 AND e.message_id = m.id AND e.state = 'planned' AND e.attempt > 0 AND e.reason IS NULL)
    RETURNING m.id, m.kind, m.subject_id, m.version, m.step, r.channel, m.client_id, m.membership_id, m.clinic_id, m.copy, m.due_at, m.ready_at,
      m.useful_until, m.attempts, r."newId"),
  planned AS (
    INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, membership_id, clinic_id, copy,
      due_at, ready_at, look_at, useful_until, state, created_at)
    SELECT $1, "newId", kind, subject_id, version, step, channel, client_id, membership_id, clinic_id, copy,
      due_at, ready_at, ready_at, useful_until, 'planned', $3 FROM dropped
    ON CONFLICT ON CONSTRAINT messages_once DO UPDATE
      SET state = 'planned', reason = NULL, ready_at = excluded.ready_at, look_at = excluded.look_at WHERE messages.state = 'dropped'
    RETURNING id, attempts)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
  SELECT $1, id, $3::timestamptz, 'dropped', attempts, 'superseded' FROM dropped
  UNION ALL SELECT $1, id, $3, 'planned', attempts, NULL FROM planned WHERE id NOT IN (SELECT "newId" FROM dropped)`;

export function redirectByIds(
  tx: Tx,
  which: readonly { readonly id: string; readonly channel: 'email' | 'sms'; readonly newId: string }[],
): void {
  tx.write(REDIRECT, [tx.practiceId, JSON.stringify(which), tx.now]);
}
