import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { RecordErased, Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { standingClient } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { AttachmentKind } from './domain/attachment-kind.js';
import { safeFileName } from './domain/file-name.js';
import type { MediaType } from './domain/media-type.js';
import { insertAttachment } from './storage/attachments.js';

interface Request {
  readonly clientId: string;
  readonly kind: AttachmentKind;
  /** As the uploader calls the file. */
  readonly name: string;
  readonly type: MediaType;
  readonly file: Buffer;
}

interface Uploaded {
  readonly id: string;
}

const REPEAT: Repeat<Uploaded> = { idOf: ({ id }) => id, again: (_tx, id) => Promise.resolve({ id }) };

/**
 * Adds a file to a client's record. Any member of staff may, also those who may not read it back; a therapist for clients
 * whose record is open to them. The content has been checked.
 */
@Injectable()
export class UploadAttachment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** Throws `NotFound` where there is no such client, or the record has been erased. */
  execute(actor: StaffActor, request: Request): Promise<Uploaded> {
    return this.unitOfWork.do(actor, (tx) => this.add(tx, actor, request), REPEAT);
  }

  private async add(tx: Tx, actor: StaffActor, { clientId, kind, name, type, file }: Request): Promise<Uploaded> {
    const { id: standingId } = await standingClient(tx, clientId);
    if (actor.role === 'therapist') await this.access.require(tx, standingId);
    // As everybody who adds to a record, so that it is not erased at the same time.
    await tx.lock([standingId]);
    const id = newId();
    const sha256 = createHash('sha256').update(file).digest('hex');
    const details = { name: safeFileName(name, type), type, size: file.length, sha256 };
    const row = { id, kind, uploadedBy: actor.membershipId, uploadedAt: tx.now };
    await insertAttachment(tx, await this.keyOf(tx, standingId), { ...row, details, file });
    tx.record({ action: 'attachment.added', subjectIds: [standingId, id], details: { kind } });
    return { id };
  }

  private async keyOf(tx: Tx, clientId: string): ReturnType<Vault['keyOf']> {
    try {
      return await this.vault.keyOf(tx, clientId);
    } catch (error) {
      if (error instanceof RecordErased) throw new NotFound('client', clientId);
      throw error;
    }
  }
}
