import { isId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { MessageKind, MessageState } from '../domain/index.js';

/** A message as the ledger has it. */
export interface MessageRow {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly clientId: string | null;
  readonly membershipId: string | null;
  readonly clinicId: string;
  readonly dueAt: Date;
  /** Not before this: quiet hours and providers that ask to wait put it off. */
  readonly readyAt: Date;
  readonly usefulUntil: Date | null;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `m.id, m.kind, m.subject_id AS "subjectId", m.step, m.channel, m.client_id AS "clientId", m.membership_id AS "membershipId",
  m.clinic_id AS "clinicId", m.due_at AS "dueAt", m.ready_at AS "readyAt", m.useful_until AS "usefulUntil", m.state, m.reason, m.attempts,
  m.sent_at AS "sentAt", m.created_at AS "createdAt"`;

export interface LedgerFilter {
  readonly states: readonly MessageState[];
  readonly kinds: readonly MessageKind[] | null;
  readonly clientIds: readonly string[] | null;
  readonly subjectId: string | null;
  readonly clinicId: string | null;
  /** The due time and the id of the last message of the page before. */
  readonly after: readonly [dueAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Of each state its own stretch of the index, so that what was sent long ago is not walked through for what failed today. */
const LIST = `SELECT ${COLUMNS}
  FROM unnest($2::text[]) AS wanted(state) CROSS JOIN LATERAL (
    SELECT * FROM messages WHERE practice_id = $1 AND state = wanted.state
      AND ($3::text[] IS NULL OR kind = ANY($3)) AND ($4::uuid[] IS NULL OR client_id = ANY($4)) AND ($5::uuid IS NULL OR subject_id = $5)
      AND ($6::uuid IS NULL OR clinic_id = $6) AND (due_at, id) < ($7, $8)
    ORDER BY due_at DESC, id DESC LIMIT $9) m
  ORDER BY m.due_at DESC, m.id DESC LIMIT $9`;

const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** By the time when they are due, the latest first. */
export function listMessages(tx: Tx, filter: LedgerFilter): Promise<MessageRow[]> {
  const { states, kinds, clientIds, subjectId, clinicId, after, limit } = filter;
  const values = [tx.practiceId, states, kinds, clientIds, subjectId, clinicId, ...(after ?? AFTER_ALL), limit];
  return tx.sql<MessageRow>(LIST, values);
}

/** Throws `NotFound`. */
export async function findMessage(tx: Tx, id: string): Promise<MessageRow> {
  const [found] = isId(id)
    ? await tx.sql<MessageRow>(`SELECT ${COLUMNS} FROM messages m WHERE m.practice_id = $1 AND m.id = $2`, [
        tx.practiceId,
        id,
      ])
    : [];
  if (!found) throw new NotFound('message', id);
  return found;
}

/** One step in the life of a message. */
export interface MessageEventRow {
  readonly messageId: string;
  readonly at: Date;
  readonly state: MessageState;
  readonly attempt: number;
  readonly reason: string | null;
}

/** Of each of these messages what has become of it so far, in order. */
export async function eventsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, MessageEventRow[]>> {
  const rows = await tx.sql<MessageEventRow>(
    `SELECT message_id AS "messageId", at, state, attempt, reason FROM message_events
     WHERE practice_id = $1 AND message_id = ANY($2) ORDER BY message_id, id`,
    [tx.practiceId, ids],
  );
  return new Map(ids.map((id) => [id, rows.filter(({ messageId }) => messageId === id)]));
}

const COPY = `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, membership_id, clinic_id, copy,
    due_at, ready_at, look_at, useful_until, state, created_at)
  SELECT practice_id, $3, kind, subject_id, version, step, channel, client_id, membership_id, clinic_id,
    (SELECT max(other.copy) + 1 FROM messages other WHERE other.practice_id = $1 AND other.subject_id = m.subject_id AND other.kind = m.kind
       AND other.version = m.version AND other.step = m.step AND other.channel = m.channel AND other.recipient_id = m.recipient_id),
    $4, $4, $4, useful_until, 'planned', $4
  FROM messages m WHERE practice_id = $1 AND id = $2`;

/** Plans a message once more, for now. The caller holds it: two that copy one at once would make the same copy. */
export function insertCopy(tx: Tx, { of, id }: { readonly of: string; readonly id: string }): void {
  tx.write(COPY, [tx.practiceId, of, id, tx.now]);
}
