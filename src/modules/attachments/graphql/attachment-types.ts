import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL, connectionOf } from '../../../platform/graphql/index.js';
import { AttachmentKind } from '../domain/attachment-kind.js';
import type { Attachment as OpenedAttachment } from '../open-attachments.js';

registerEnumType(AttachmentKind, { name: 'AttachmentKind', description: 'What a file of a client is.' });

@Allow(CLINICAL)
@ObjectType({ description: 'A file of a client. `GET /attachments/<id>` downloads it.' })
export class Attachment {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'The record under which it was uploaded.' })
  clientId: string;

  @Field(() => AttachmentKind)
  kind: AttachmentKind;

  @Field()
  name: string;

  @Field({ description: 'By content: application/pdf, image/png, image/jpeg or image/webp.' })
  mediaType: string;

  @Field(() => Int)
  sizeBytes: number;

  @Field({ description: 'SHA-256 of the content, in hex.' })
  sha256: string;

  @Field()
  uploadedAt: Date;

  @Field(() => ID, { description: 'Who uploaded it: a membership.' })
  uploadedBy: string;
}

export const AttachmentConnection = connectionOf(Attachment, 'Attachment');

export function toAttachment(row: OpenedAttachment): Attachment {
  const { id, clientId, kind, name, type: mediaType, size: sizeBytes, sha256, uploadedAt, uploadedBy } = row;
  return Object.assign(new Attachment(), {
    ...{ id, clientId, kind, name, mediaType, sizeBytes, sha256, uploadedAt, uploadedBy },
  });
}
