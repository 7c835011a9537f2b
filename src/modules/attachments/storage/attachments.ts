import { isId, NotFound } from '../../../kernel/index.js';
import type { ClientKey, Place } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { AttachmentKind } from '../domain/attachment-kind.js';
import type { MediaType } from '../domain/media-type.js';

/** What of a file is known without its client's key. */
export interface AttachmentRow {
  readonly id: string;
  readonly clientId: string;
  readonly kind: AttachmentKind;
  readonly details: Buffer;
  /** Membership id. */
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

/** What is sealed beside the file. */
export interface AttachmentDetails {
  readonly name: string;
  readonly type: MediaType;
  /** Bytes. */
  readonly size: number;
  /** Of the whole content, in hex. */
  readonly sha256: string;
}

/** Bytes of a file that are sealed together. */
const CHUNK = 256 * 1024;

const COLUMNS = `id, client_id AS "clientId", kind, details, uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt"`;

export const detailsPlace = (id: string): Place => ({ table: 'attachments', column: 'details', rowId: id });
const chunkPlace = (id: string, number: number): Place => ({
  table: 'attachment_chunks',
  column: 'content',
  rowId: `${id}/${number}`,
});

/** Throws `NotFound`: also where the file is another practice's. */
export async function findAttachment(tx: Tx, id: string): Promise<AttachmentRow> {
  const [found] = isId(id)
    ? await tx.sql<AttachmentRow>(`SELECT ${COLUMNS} FROM attachments WHERE practice_id = $1 AND id = $2`, [
        tx.practiceId,
        id,
      ])
    : [];
  if (!found) throw new NotFound('attachment', id);
  return found;
}

/** The files of these clients, the last first; after `beforeId`, and at most so many. */
export function attachmentsOf(
  tx: Tx,
  clientIds: readonly string[],
  { beforeId, atMost }: { beforeId: string | null; atMost: number },
): Promise<AttachmentRow[]> {
  return tx.sql<AttachmentRow>(
    `SELECT ${COLUMNS} FROM attachments
     WHERE practice_id = $1 AND client_id = ANY($2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientIds, beforeId, atMost],
  );
}

/** Writes the file, sealed in chunks that open at their places alone; one after the other is in memory twice. */
export async function insertAttachment(
  tx: Tx,
  key: ClientKey,
  { file, details, ...row }: Omit<AttachmentRow, 'details' | 'clientId'> & { details: AttachmentDetails; file: Buffer },
): Promise<void> {
  tx.write(
    `INSERT INTO attachments (practice_id, id, client_id, kind, details, uploaded_by, uploaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.practiceId,
      row.id,
      key.clientId,
      row.kind,
      key.sealJson(detailsPlace(row.id), details),
      row.uploadedBy,
      row.uploadedAt,
    ],
  );
  for (let number = 0; number * CHUNK < file.length; number += 1) {
    const content = key.seal(chunkPlace(row.id, number), file.subarray(number * CHUNK, (number + 1) * CHUNK));
    await tx.sql(
      'INSERT INTO attachment_chunks (practice_id, attachment_id, number, content) VALUES ($1, $2, $3, $4)',
      [tx.practiceId, row.id, number, content],
    );
  }
}

/** The content of a file, chunk after chunk. Throws `DoesNotOpen` where a chunk is not the one that was written. */
export async function openContent(tx: Tx, key: ClientKey, id: string, size: number): Promise<Buffer> {
  const file = Buffer.allocUnsafe(size);
  for (let number = 0; number * CHUNK < size; number += 1) {
    const [chunk] = await tx.sql<{ content: Buffer }>(
      'SELECT content FROM attachment_chunks WHERE practice_id = $1 AND attachment_id = $2 AND number = $3',
      [tx.practiceId, id, number],
    );
    if (!chunk) throw new Error(`Chunk ${number} of attachment ${id} is missing.`);
    key.openBytes(chunkPlace(id, number), chunk.content).copy(file, number * CHUNK);
  }
  return file;
}

/** Of the worker alone: the API's role may not. */
export async function deleteAttachments(tx: Tx, clientIds: readonly string[]): Promise<void> {
  await tx.sql(
    `DELETE FROM attachment_chunks c USING attachments a WHERE a.practice_id = $1 AND a.client_id = ANY($2)
       AND c.practice_id = $1 AND c.attachment_id = a.id`,
    [tx.practiceId, clientIds],
  );
  await tx.sql('DELETE FROM attachments WHERE practice_id = $1 AND client_id = ANY($2)', [tx.practiceId, clientIds]);
}
