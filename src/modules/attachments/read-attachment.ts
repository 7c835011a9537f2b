import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { detailsPlace, findAttachment, openContent } from './storage/attachments.js';
import type { AttachmentDetails } from './storage/attachments.js';

interface Opened extends AttachmentDetails {
  readonly file: Buffer;
}

/** Opens a file for somebody who may read its client's record; the audit says so before anything goes out. */
@Injectable()
export class ReadAttachment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** Throws `NotFound` where there is none, where it is not for this actor, and where the record has been erased. */
  execute(actor: StaffActor, id: string): Promise<Opened> {
    return this.unitOfWork.do(actor, (tx) => this.open(tx, id));
  }

  private async open(tx: Tx, id: string): Promise<Opened> {
    const { clientId, details: sealed } = await findAttachment(tx, id);
    const mayRead = (await this.access.readable(tx, [clientId])).has(clientId);
    const key = mayRead ? (await this.vault.keysOf(tx, [clientId])).get(clientId) : undefined;
    if (!key) throw new NotFound('attachment', id);
    const details = key.openJson<AttachmentDetails>(detailsPlace(id), sealed);
    const file = await openContent(tx, key, id, details.size);
    if (createHash('sha256').update(file).digest('hex') !== details.sha256) {
      throw new Error(`Attachment ${id} is not what was uploaded.`);
    }
    tx.record({ action: 'attachment.read', subjectIds: [clientId, id] });
    return { ...details, file };
  }
}
