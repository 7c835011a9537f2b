import { isId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';

/** What a therapist has written of a visit and not signed. */
export interface DraftRow {
  readonly id: string;
  readonly appointmentId: string;
  readonly clientId: string;
  readonly therapistId: string;
  /** A membership: who wrote the present version. */
  readonly authorId: string;
  /** A `SessionNote`, sealed. */
  readonly content: Buffer;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const DRAFT_CONTENT = (rowId: string) => ({ table: 'session_note_drafts', column: 'content', rowId });

const COLUMNS = `id, appointment_id AS "appointmentId", client_id AS "clientId", therapist_id AS "therapistId",
  author_id AS "authorId", content, version, created_at AS "createdAt", updated_at AS "updatedAt"`;

export async function findDraft(tx: Tx, id: string): Promise<DraftRow | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await tx.sql<DraftRow>(
    `SELECT ${COLUMNS} FROM session_note_drafts WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, id],
  );
  return found;
}

export async function draftOfVisit(
  tx: Tx,
  { appointmentId, therapistId }: Pick<DraftRow, 'appointmentId' | 'therapistId'>,
): Promise<DraftRow | undefined> {
  if (!isId(appointmentId)) return undefined;
  const [found] = await tx.sql<DraftRow>(
    `SELECT ${COLUMNS} FROM session_note_drafts WHERE practice_id = $1 AND appointment_id = $2 AND therapist_id = $3`,
    [tx.practiceId, appointmentId, therapistId],
  );
  return found;
}

/** Writes a draft's first version, or its next one. The caller holds the visit's lock. */
export function writeDraft(tx: Tx, row: DraftRow): void {
  tx.write(
    `INSERT INTO session_note_drafts (practice_id, id, appointment_id, client_id, therapist_id, author_id, content, version, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (practice_id, id) DO UPDATE SET client_id = excluded.client_id, author_id = excluded.author_id,
       content = excluded.content, version = excluded.version, updated_at = excluded.updated_at`,
    [
      ...[tx.practiceId, row.id, row.appointmentId, row.clientId, row.therapistId, row.authorId],
      ...[row.content, row.version, row.createdAt, row.updatedAt],
    ],
  );
}

export function deleteDraft(tx: Tx, id: string): void {
  tx.write('DELETE FROM session_note_drafts WHERE practice_id = $1 AND id = $2', [tx.practiceId, id]);
}
