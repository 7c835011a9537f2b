import type { Tx } from '../../../platform/database/index.js';

/** A correction or an addition to a signed note. */
export interface AddendumRow {
  readonly id: string;
  readonly noteId: string;
  /** From 1, without a gap. */
  readonly sequence: number;
  /** A membership. */
  readonly authorId: string;
  /** An `Addendum`, sealed with the key of the note's client. */
  readonly content: Buffer;
  readonly writtenAt: Date;
}

export type WrittenAddendum = AddendumRow & { readonly clientId: string; readonly authorName: string };

export const ADDENDUM_CONTENT = (rowId: string) => ({ table: 'session_note_addenda', column: 'content', rowId });

const COLUMNS = `a.id, a.note_id AS "noteId", a.sequence, a.author_id AS "authorId", a.content, a.written_at AS "writtenAt",
  n.client_id AS "clientId",
  (SELECT m.name FROM memberships m WHERE m.practice_id = $1 AND m.id = a.author_id) AS "authorName"`;
const FROM = `FROM session_note_addenda a JOIN session_notes n ON n.practice_id = $1 AND n.id = a.note_id`;

/** The caller holds the note's lock, and so knows the next number. */
export function insertAddendum(tx: Tx, row: AddendumRow): void {
  tx.write(
    `INSERT INTO session_note_addenda (practice_id, id, note_id, sequence, author_id, content, written_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.practiceId, row.id, row.noteId, row.sequence, row.authorId, row.content, row.writtenAt],
  );
}

export async function lastSequence(tx: Tx, noteId: string): Promise<number> {
  const [row] = await tx.sql<{ last: number }>(
    `SELECT coalesce(max(sequence), 0) AS last FROM session_note_addenda WHERE practice_id = $1 AND note_id = $2`,
    [tx.practiceId, noteId],
  );
  return row!.last;
}

/** The addenda of these notes, each note's from its first on. */
export function addendaOf(tx: Tx, noteIds: readonly string[]): Promise<WrittenAddendum[]> {
  return tx.sql<WrittenAddendum>(
    `SELECT ${COLUMNS} ${FROM} WHERE a.practice_id = $1 AND a.note_id = ANY($2) ORDER BY a.note_id, a.sequence`,
    [tx.practiceId, noteIds],
  );
}
