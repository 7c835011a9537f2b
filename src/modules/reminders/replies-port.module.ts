import { Global, Module } from '@nestjs/common';
import { Replies } from '../messaging/index.js';
import { RepliesAboutVisits } from './replies-about-visits.js';

/** Gives messaging what it asks of visits, which it must not import: global, so that nobody names it. */
@Global()
@Module({ providers: [{ provide: Replies, useClass: RepliesAboutVisits }], exports: [Replies] })
export class RepliesPortModule {}
