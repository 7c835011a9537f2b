import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, RecordPart } from '../clinical-access/index.js';
import type { RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { AttachmentKind } from './domain/attachment-kind.js';
import { MEDIA_TYPES } from './domain/media-type.js';
import { openAttachments } from './open-attachments.js';
import type { Attachment } from './open-attachments.js';
import { deleteAttachments } from './storage/attachments.js';

const ALL = 10_000;
const KINDS: Readonly<Record<AttachmentKind, string>> = {
  [AttachmentKind.REFERRAL]: 'Referral',
  [AttachmentKind.CLEARANCE]: 'Clearance',
  [AttachmentKind.CONSENT]: 'Consent',
  [AttachmentKind.OTHER]: 'Other file',
};

/** The list of a client's files; the files themselves are downloaded one by one. */
@Injectable()
export class AttachmentsPart extends RecordPart {
  readonly name = 'attachments';
  readonly title = 'Files';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'name', 'mediaType', 'sizeBytes', 'sha256'],
    properties: {
      kind: { enum: Object.values(AttachmentKind) },
      name: { type: 'string' },
      mediaType: { enum: [...MEDIA_TYPES] },
      sizeBytes: { type: 'integer', minimum: 1 },
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const files = await openAttachments(this.vault, tx, { recordIds, beforeId: null, atMost: ALL });
    return files.reverse().map(toEntry);
  }

  extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return extentOf(tx, 'attachments', 'uploaded_at', recordIds);
  }

  override async remove(tx: Tx, recordIds: readonly string[]): Promise<void> {
    await deleteAttachments(tx, recordIds);
  }
}

function toEntry({ id, clientId, kind, name, type: mediaType, size, sha256, uploadedAt: at }: Attachment): RecordEntry {
  const data = { kind, name, mediaType, sizeBytes: size, sha256 };
  const facts = [['Name', name] as const, ['Type', mediaType] as const, ['Size', `${size} bytes`] as const];
  return { id, clientId, at, title: KINDS[kind], data, print: [{ kind: 'facts', facts }] };
}
