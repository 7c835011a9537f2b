import { newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { ReplyOutcome } from '../domain/index.js';
import type { AnsweredMessage } from '../replies.js';

const KEEP = `INSERT INTO inbound_messages (practice_id, id, sid, outcome, message_id, received_at) VALUES ($1, $2, $3, 'unclear', $4, $5)
  ON CONFLICT ON CONSTRAINT inbound_messages_once DO NOTHING RETURNING id`;

/** The id of a text that is new; undefined for one that was received before. */
export async function keepInbound(tx: Tx, sid: string, messageId: string): Promise<string | undefined> {
  const [kept] = await tx.sql<{ id: string }>(KEEP, [tx.practiceId, newId(), sid, messageId, tx.now]);
  return kept?.id;
}

export function settleInbound(tx: Tx, id: string, outcome: ReplyOutcome, clientId: string | null): void {
  tx.write('UPDATE inbound_messages SET outcome = $3, client_id = $4 WHERE practice_id = $1 AND id = $2', [
    ...[tx.practiceId, id, outcome, clientId],
  ]);
}

/** What was made of a text that was received before. */
export async function outcomeOf(tx: Tx, sid: string): Promise<ReplyOutcome> {
  const [row] = await tx.sql<{ outcome: ReplyOutcome }>(
    'SELECT outcome FROM inbound_messages WHERE practice_id = $1 AND sid = $2',
    [tx.practiceId, sid],
  );
  return row!.outcome;
}

/** Whether in the last hour a text about this message was not understood, and answered: two machines must not write to each other. */
export async function wasAnsweredLately(tx: Tx, messageId: string): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT id FROM inbound_messages WHERE practice_id = $1 AND message_id = $2 AND outcome IN ('unclear', 'cancel_asked')
       AND client_id IS NOT NULL AND received_at > $3::timestamptz - interval '1 hour' LIMIT 1`,
    [tx.practiceId, messageId, tx.now],
  );
  return rows.length > 0;
}

export interface AnsweredRow extends AnsweredMessage {
  readonly clientId: string | null;
  readonly practiceName: string;
  readonly clinicPhone: string | null;
}

const ABOUT = `SELECT m.id, m.kind, m.subject_id AS "subjectId", m.version, m.client_id AS "clientId", p.name AS "practiceName", c.phone AS "clinicPhone"
  FROM messages m JOIN practices p ON p.id = $1 JOIN clinics c ON c.practice_id = $1 AND c.id = m.clinic_id
  WHERE m.practice_id = $1 AND m.id = $2`;

export async function answeredMessage(tx: Tx, id: string): Promise<AnsweredRow> {
  const [row] = await tx.sql<AnsweredRow>(ABOUT, [tx.practiceId, id]);
  return row!;
}

/** Whoever of the practice's clients may have written from a number: who has it, whom it signs for, and who was written to there. */
const AT_NUMBER = `WITH RECURSIVE chain AS (
    SELECT id, merged_into_id FROM clients WHERE practice_id = $1 AND id IN (SELECT client_id FROM messages WHERE practice_id = $1 AND number_key = $3)
    UNION
    SELECT next.id, next.merged_into_id FROM chain JOIN clients next ON next.practice_id = $1 AND next.id = chain.merged_into_id)
  SELECT id FROM chain WHERE merged_into_id IS NULL
  UNION
  SELECT id FROM clients WHERE practice_id = $1 AND merged_into_id IS NULL AND archived_at IS NULL
    AND (phone_key = $2 OR regexp_replace(guardian_phone, '\\D', '', 'g') = $2)`;

export async function clientsAtNumber(tx: Tx, digits: string, numberKey: Buffer): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(AT_NUMBER, [tx.practiceId, digits, numberKey]);
  return rows.map(({ id }) => id);
}
