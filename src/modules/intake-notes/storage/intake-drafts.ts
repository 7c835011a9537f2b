import { isId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Filler } from '../domain/index.js';

/** A form that somebody is filling in. */
export interface IntakeDraft {
  readonly id: string;
  readonly clientId: string;
  readonly formVersionId: string;
  /** The client's last note, where there is one: then this is a return visit. */
  readonly previousNoteId: string | null;
  /** By which link the client fills it in; null where staff do, with the client. */
  readonly linkId: string | null;
  /** A membership; null where the client fills it in. */
  readonly startedBy: string | null;
  readonly filler: Filler;
  /** Sealed with the client's key. */
  readonly answers: Buffer;
  /** Local date, YYYY-MM-DD. */
  readonly startedOn: string;
  readonly version: number;
  readonly startedAt: Date;
  readonly updatedAt: Date;
}

export const DRAFT_ANSWERS = (rowId: string) => ({ table: 'intake_drafts', column: 'answers', rowId });

const COLUMNS = `id, client_id AS "clientId", form_version_id AS "formVersionId", previous_note_id AS "previousNoteId",
  link_id AS "linkId", started_by AS "startedBy", filler, answers, started_on::text AS "startedOn", version,
  started_at AS "startedAt", updated_at AS "updatedAt"`;

export function insertIntakeDraft(tx: Tx, draft: Omit<IntakeDraft, 'version' | 'updatedAt'>): void {
  tx.write(
    `INSERT INTO intake_drafts (practice_id, id, client_id, form_version_id, previous_note_id, link_id, started_by, filler, answers,
       started_on, started_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    [
      ...[tx.practiceId, draft.id, draft.clientId, draft.formVersionId, draft.previousNoteId],
      ...[draft.linkId, draft.startedBy, draft.filler, draft.answers, draft.startedOn, draft.startedAt],
    ],
  );
}

/** Of the staff, for a client under any of these records. */
export async function staffDraftOf(tx: Tx, clientIds: readonly string[]): Promise<IntakeDraft | undefined> {
  const [draft] = await tx.sql<IntakeDraft>(
    `SELECT ${COLUMNS} FROM intake_drafts WHERE practice_id = $1 AND client_id = ANY($2) AND link_id IS NULL
     ORDER BY id LIMIT 1`,
    [tx.practiceId, clientIds],
  );
  return draft;
}

export async function draftByLink(tx: Tx, linkId: string): Promise<IntakeDraft | undefined> {
  const [draft] = await tx.sql<IntakeDraft>(
    `SELECT ${COLUMNS} FROM intake_drafts WHERE practice_id = $1 AND link_id = $2`,
    [tx.practiceId, linkId],
  );
  return draft;
}

export async function findIntakeDraft(tx: Tx, id: string): Promise<IntakeDraft | undefined> {
  if (!isId(id)) return undefined;
  const [draft] = await tx.sql<IntakeDraft>(`SELECT ${COLUMNS} FROM intake_drafts WHERE practice_id = $1 AND id = $2`, [
    tx.practiceId,
    id,
  ]);
  return draft;
}

/** Undefined where it has another version by now, or is gone. */
export async function updateIntakeDraft(
  tx: Tx,
  { id, version, answers }: Pick<IntakeDraft, 'id' | 'version' | 'answers'>,
): Promise<IntakeDraft | undefined> {
  const [draft] = await tx.sql<IntakeDraft>(
    `UPDATE intake_drafts SET answers = $4, version = version + 1, updated_at = $5
     WHERE practice_id = $1 AND id = $2 AND version = $3 RETURNING ${COLUMNS}`,
    [tx.practiceId, id, version, answers, tx.now],
  );
  return draft;
}

/** False where it has another version by now, or is gone. */
export async function deleteIntakeDraft(
  tx: Tx,
  { id, version }: Pick<IntakeDraft, 'id' | 'version'>,
): Promise<boolean> {
  const gone = await tx.sql(
    'DELETE FROM intake_drafts WHERE practice_id = $1 AND id = $2 AND version = $3 RETURNING id',
    [tx.practiceId, id, version],
  );
  return gone.length > 0;
}

export async function deleteDraftsOf(tx: Tx, clientIds: readonly string[]): Promise<void> {
  await tx.sql('DELETE FROM intake_drafts WHERE practice_id = $1 AND client_id = ANY($2)', [tx.practiceId, clientIds]);
}
