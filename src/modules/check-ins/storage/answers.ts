import type { ClientKey, Place } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { AskStep, CheckInAnswer, Triage } from '../domain/index.js';

/** What a client said to a check-in, as the table has it. It never changes. */
export interface AnswerRow {
  readonly id: string;
  readonly checkInId: string;
  /** The record that the check-in is under. */
  readonly clientId: string;
  /** By which link the client said it. */
  readonly linkId: string;
  /** Of the ask that was due last. */
  readonly step: AskStep;
  readonly triage: Triage;
  /** `CheckInAnswer`, sealed. */
  readonly content: Buffer;
  readonly answeredAt: Date;
}

const CONTENT = (rowId: string): Place => ({ table: 'check_in_answers', column: 'content', rowId });

export const sealAnswer = (key: ClientKey, id: string, answer: CheckInAnswer): Buffer =>
  key.sealJson(CONTENT(id), answer);

export const openAnswer = (key: ClientKey, { id, content }: Pick<AnswerRow, 'id' | 'content'>): CheckInAnswer =>
  key.openJson<CheckInAnswer>(CONTENT(id), content);

const COLUMNS = `id, check_in_id AS "checkInId", client_id AS "clientId", link_id AS "linkId", step, triage, content,
  answered_at AS "answeredAt"`;

export function insertAnswer(tx: Tx, row: AnswerRow): void {
  tx.write(
    `INSERT INTO check_in_answers (practice_id, id, check_in_id, client_id, link_id, step, triage, content, answered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.practiceId, row.id, row.checkInId, row.clientId, row.linkId, row.step],
      ...[row.triage, row.content, row.answeredAt],
    ],
  );
}

/** What was said by this link. */
export async function answerByLink(tx: Tx, linkId: string): Promise<AnswerRow | undefined> {
  const [row] = await tx.sql<AnswerRow>(
    `SELECT ${COLUMNS} FROM check_in_answers WHERE practice_id = $1 AND link_id = $2`,
    [tx.practiceId, linkId],
  );
  return row;
}

const OF_CHECK_INS = `SELECT ${COLUMNS} FROM check_in_answers WHERE practice_id = $1 AND check_in_id = ANY($2::uuid[])
  ORDER BY answered_at, id`;

/** By time. */
export const answersOf = (tx: Tx, checkInIds: readonly string[]): Promise<AnswerRow[]> =>
  tx.sql<AnswerRow>(OF_CHECK_INS, [tx.practiceId, checkInIds]);

const OF_CLIENTS = `SELECT ${COLUMNS} FROM check_in_answers WHERE practice_id = $1 AND client_id = ANY($2::uuid[])
  ORDER BY answered_at, id`;

/** Everything that these records hold, by time. */
export const answersOfClients = (tx: Tx, clientIds: readonly string[]): Promise<AnswerRow[]> =>
  tx.sql<AnswerRow>(OF_CLIENTS, [tx.practiceId, clientIds]);

const LAST_TIME = `SELECT ${COLUMNS} FROM check_in_answers WHERE practice_id = $1 AND check_in_id = (
    SELECT id FROM check_ins WHERE practice_id = $1 AND client_id = ANY($2::uuid[]) AND visit_ends_at < $3
    ORDER BY visit_ends_at DESC, id DESC LIMIT 1)`;

/** What a person said after the visit before, if they were asked then. */
export const answersBefore = (tx: Tx, clientIds: readonly string[], visitEndsAt: Date): Promise<AnswerRow[]> =>
  tx.sql<AnswerRow>(LAST_TIME, [tx.practiceId, clientIds, visitEndsAt]);
