import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AccessModule } from '../access/index.js';
import { AttachmentsController } from './attachments-controller.js';
import { MEDIA_TYPES } from './domain/media-type.js';
import { AttachmentsResolver } from './graphql/attachments-resolver.js';
import { ListAttachments } from './list-attachments.js';
import { ReadAttachment } from './read-attachment.js';
import { UploadAttachment } from './upload-attachment.js';

@Module({
  imports: [AccessModule],
  controllers: [AttachmentsController],
  providers: [AttachmentsResolver, ListAttachments, ReadAttachment, UploadAttachment],
})
export class AttachmentsModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Lets the server take bodies of these types, and hand them on as they come; it answers 415 to what it does not know. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addContentTypeParser([...MEDIA_TYPES], (_request, body, done) => done(null, body));
  }
}
