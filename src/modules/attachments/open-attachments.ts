import type { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { attachmentsOf, detailsPlace } from './storage/attachments.js';
import type { AttachmentDetails, AttachmentRow } from './storage/attachments.js';

export type Attachment = Omit<AttachmentRow, 'details'> & AttachmentDetails;

export interface AttachmentsPage {
  readonly beforeId: string | null;
  readonly atMost: number;
}

/**
 * The files of these records, the last first, for a caller who has asked already whether they may be read. Those that were
 * erased have none.
 */
export async function openAttachments(
  vault: Vault,
  tx: Tx,
  { recordIds, ...page }: AttachmentsPage & { readonly recordIds: readonly string[] },
): Promise<Attachment[]> {
  const keys = await vault.keysOf(tx, recordIds);
  const rows = await attachmentsOf(tx, [...keys.keys()], page);
  return rows.map(({ details, ...row }) => {
    return { ...row, ...keys.get(row.clientId)!.openJson<AttachmentDetails>(detailsPlace(row.id), details) };
  });
}
