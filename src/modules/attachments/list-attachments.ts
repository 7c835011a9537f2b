import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { openAttachments } from './open-attachments.js';
import type { Attachment, AttachmentsPage } from './open-attachments.js';

@Injectable()
export class ListAttachments {
  constructor(
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** The files of one person, those of merged records included, for somebody who may read them. Throws `NotFound`. */
  async execute(tx: Tx, clientId: string, page: AttachmentsPage): Promise<Attachment[]> {
    const recordIds = await this.access.require(tx, clientId);
    return openAttachments(this.vault, tx, { recordIds, ...page });
  }
}
