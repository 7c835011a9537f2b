import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AccessModule } from '../../access/index.js';
import { PreferencesOfClient } from '../preferences.js';
import { oneClickFields } from './one-click-body.js';
import { PreferencesController } from './preferences-controller.js';
import { UnsubscribeController } from './unsubscribe-controller.js';

/** As much as one small field takes, with what a mail program puts around it. */
const MOST_BYTES = 4_096;

/** What clients say about the messages they get. */
@Module({
  imports: [AccessModule],
  controllers: [PreferencesController, UnsubscribeController],
  providers: [PreferencesOfClient],
})
export class MessagingPagesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Mail programs may send a form with parts. Anywhere else it is no form of ours. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const options = { parseAs: 'string', bodyLimit: MOST_BYTES } as const;
    server.addContentTypeParser<string>('multipart/form-data', options, (_request, body, done) =>
      done(null, oneClickFields(body)),
    );
  }
}
