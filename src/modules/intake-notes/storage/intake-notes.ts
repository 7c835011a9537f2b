import type { Tx } from '../../../platform/database/index.js';
import type { VerdictLevel } from '../../screening/domain/index.js';
import type { Answers, Filler } from '../domain/index.js';

/** A client's health history at one moment, as it was submitted. It never changes. */
export interface IntakeNote {
  readonly id: string;
  readonly clientId: string;
  readonly formVersionId: string;
  /** From which it carries over what has not changed; null where the whole form was asked. */
  readonly previousNoteId: string | null;
  /** By which link the client filled it in; null where staff did, with the client. */
  readonly linkId: string | null;
  /** A membership; null where the client submitted it. */
  readonly submittedBy: string | null;
  readonly filler: Filler;
  /** `NoteContent`, sealed with the client's key. */
  readonly content: Buffer;
  /** What screening said on the day, for the gentlest treatment that there is. */
  readonly verdictLevel: VerdictLevel;
  /** Local date, YYYY-MM-DD. */
  readonly answeredOn: string;
  readonly submittedAt: Date;
}

export interface NoteContent {
  /** To the whole form: also what was carried over from the note before. */
  readonly answers: Answers;
  /** The sections that were said to have changed since the note before; null where the whole form was asked. */
  readonly changed: readonly string[] | null;
  /** The sections whose answers were carried over. */
  readonly carried: readonly string[];
}

export const NOTE_CONTENT = (rowId: string) => ({ table: 'intake_notes', column: 'content', rowId });

const COLUMNS = `id, client_id AS "clientId", form_version_id AS "formVersionId", previous_note_id AS "previousNoteId",
  link_id AS "linkId", submitted_by AS "submittedBy", filler, content, verdict_level AS "verdictLevel",
  answered_on::text AS "answeredOn", submitted_at AS "submittedAt"`;

export function insertIntakeNote(tx: Tx, note: IntakeNote): void {
  tx.write(
    `INSERT INTO intake_notes (practice_id, id, client_id, form_version_id, previous_note_id, link_id, submitted_by, filler, content,
       verdict_level, answered_on, submitted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[tx.practiceId, note.id, note.clientId, note.formVersionId, note.previousNoteId, note.linkId],
      ...[note.submittedBy, note.filler, note.content, note.verdictLevel, note.answeredOn, note.submittedAt],
    ],
  );
}

export async function findIntakeNote(tx: Tx, id: string): Promise<IntakeNote | undefined> {
  const [note] = await tx.sql<IntakeNote>(`SELECT ${COLUMNS} FROM intake_notes WHERE practice_id = $1 AND id = $2`, [
    tx.practiceId,
    id,
  ]);
  return note;
}

export async function noteByLink(tx: Tx, linkId: string): Promise<IntakeNote | undefined> {
  const [note] = await tx.sql<IntakeNote>(
    `SELECT ${COLUMNS} FROM intake_notes WHERE practice_id = $1 AND link_id = $2`,
    [tx.practiceId, linkId],
  );
  return note;
}

/** Of a person with these records, the latest first. */
export function intakeNotesOf(
  tx: Tx,
  { clientIds, after = null, limit }: { clientIds: readonly string[]; after?: string | null; limit: number },
): Promise<IntakeNote[]> {
  return tx.sql<IntakeNote>(
    `SELECT ${COLUMNS} FROM intake_notes WHERE practice_id = $1 AND client_id = ANY($2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientIds, after, limit],
  );
}
