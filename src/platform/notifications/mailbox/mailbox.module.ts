import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from '../../config/index.js';
import { usesMailbox } from '../uses-mailbox.js';
import { Mailbox } from './mailbox.js';
import { MailboxPages } from './mailbox-pages.js';

/** The page of the API that shows what this start would have sent; where it sends, there is none. */
@Module({})
export class MailboxModule {
  static for(config: Config): DynamicModule {
    const pages = usesMailbox(config) ? { controllers: [MailboxPages], providers: [Mailbox] } : {};
    return { module: MailboxModule, ...pages };
  }
}
