import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Acts } from '../../platform/database/index.js';
import { CLINICAL, STAFF } from '../../platform/graphql/index.js';
import { ProblemsFilter, receiveBody, Room, sendFile } from '../../platform/http/index.js';
import { Bearer } from '../access/index.js';
import { checkContent } from './check-content.js';
import { attachmentDisposition } from './domain/file-name.js';
import { ReadAttachment } from './read-attachment.js';
import { UploadAttachment } from './upload-attachment.js';
import { actOf, LARGEST, uploadOf } from './upload-request.js';

/** As many files as are in memory at once, on their way in or out. */
const MOST_AT_ONCE = 8;
const UPLOAD_MS = 2 * 60_000;

/**
 * Files over plain HTTP, since GraphQL carries none. One is received whole before anything is written, so that an upload that
 * breaks off leaves nothing, and no unit of work waits for somebody's line.
 */
@Controller('attachments')
@UseFilters(ProblemsFilter)
export class AttachmentsController {
  private readonly room = new Room(MOST_AT_ONCE);

  constructor(
    private readonly bearer: Bearer,
    private readonly upload: UploadAttachment,
    private readonly read: ReadAttachment,
    private readonly acts: Acts,
  ) {}

  @Post()
  @HttpCode(201)
  async add(@Req() request: FastifyRequest): Promise<{ id: string }> {
    const actor = await this.bearer.staff(request.headers.authorization, STAFF);
    return this.room.during(() => this.receive(actor, request));
  }

  @Get(':id')
  async send(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = await this.bearer.staff(request.headers.authorization, CLINICAL);
    await this.room.during(async () => {
      const { name, type, file } = await this.read.execute(actor, id);
      sendFile(reply, { type, disposition: attachmentDisposition(name), bytes: file });
      await reply;
    });
  }

  private async receive(actor: StaffActor, request: FastifyRequest): Promise<{ id: string }> {
    const asked = uploadOf(request);
    if (request.body === undefined) throw InvalidInput.of('file', 'isNotEmpty', 'The file is empty.');
    const limits = { mostBytes: LARGEST, within: UPLOAD_MS };
    const file = await receiveBody(request.body as Readable, asked.length, limits);
    const type = await checkContent(file, asked.type);
    const { clientId, kind, name } = asked;
    const act = actOf(this.acts, request.headers['idempotency-key'], { asked: { clientId, kind, name }, file });
    return this.upload.execute(act ? { ...actor, act } : actor, { clientId, kind, name, type, file });
  }
}
