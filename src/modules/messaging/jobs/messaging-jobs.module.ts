import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';
import { Site } from '../../../platform/pages/index.js';
import { KeepMessageLink } from '../../access/index.js';
import { ComposeMessage } from '../compose-message.js';
import { DeliverMessage } from '../deliver-message.js';
import { MessageCounts } from '../message-counts.js';
import { MESSAGE_SOURCES, MessageSources } from '../message-source.js';
import type { MessageSource } from '../message-source.js';
import { NumberKeys } from '../number-keys.js';
import { DeliverMail } from './deliver-mail.js';
import { DeliverSms } from './deliver-sms.js';
import { MessageReadings } from './message-readings.js';
import { TakeDue } from './take-due.js';
import { WatchLateness } from './watch-lateness.js';

export const MESSAGING_WORK = [DeliverMail, DeliverSms];
export const MESSAGING_JOBS = [WatchLateness];

interface Options {
  /** The modules that provide and export the sources. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly sources: readonly Type<MessageSource>[];
}

/** What the worker does with messages. Needs the ports of platform/notifications. */
@Module({})
export class MessagingJobsModule {
  static for({ imports, sources }: Options): DynamicModule {
    const known = {
      provide: MESSAGE_SOURCES,
      inject: [...sources],
      useFactory: (...all: MessageSource[]) => new MessageSources(all).demandAll(),
    };
    const providers = [
      known,
      Site,
      KeepMessageLink,
      NumberKeys,
      ComposeMessage,
      DeliverMessage,
      MessageCounts,
      MessageReadings,
      TakeDue,
      ...MESSAGING_WORK,
      ...MESSAGING_JOBS,
    ];
    return { module: MessagingJobsModule, imports, providers, exports: [...MESSAGING_WORK, ...MESSAGING_JOBS] };
  }
}
