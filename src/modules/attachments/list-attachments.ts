import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { attachmentsOf, detailsPlace } from './storage/attachments.js';
import type { AttachmentDetails, AttachmentRow } from './storage/attachments.js';

export type Attachment = Omit<AttachmentRow, 'details'> & AttachmentDetails;

interface Page {
  readonly beforeId: string | null;
  readonly atMost: number;
}

/** The files of one person, those of merged records included, the last first. */
@Injectable()
export class ListAttachments {
  constructor(
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** For somebody who may read the client's record. Throws `NotFound`. */
  async execute(tx: Tx, clientId: string, page: Page): Promise<Attachment[]> {
    return this.of(tx, await this.access.require(tx, clientId), page);
  }

  /** Of these records, for a caller who has asked already whether they may be read. Those that were erased have none. */
  async of(tx: Tx, recordIds: readonly string[], page: Page): Promise<Attachment[]> {
    const keys = await this.vault.keysOf(tx, recordIds);
    const rows = await attachmentsOf(tx, [...keys.keys()], page);
    return rows.map(({ details, ...row }) => {
      return { ...row, ...keys.get(row.clientId)!.openJson<AttachmentDetails>(detailsPlace(row.id), details) };
    });
  }
}
