import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../../platform/telemetry/index.js';
import { MESSAGE_KINDS } from './domain/index.js';
import type { MessageKind } from './domain/index.js';

const CHANNELS = ['email', 'sms'] as const;
/** What an attempt can come to. Put off is what is tried again, because of the provider or of quiet hours. */
const OUTCOMES = ['sent', 'put_off', 'dropped', 'failed'] as const;
export type AttemptOutcome = (typeof OUTCOMES)[number];

const ALL = (Object.keys(MESSAGE_KINDS) as MessageKind[]).flatMap((kind) =>
  CHANNELS.map((channel) => ({ kind, channel })),
);

/** Counts what became of messages in the hands of this process. */
@Injectable()
export class MessageCounts {
  private readonly total: Counter<'kind' | 'channel' | 'outcome'>;

  constructor(metrics: Metrics) {
    this.total = metrics.counter({
      name: 'messages_total',
      help: 'Attempts to send a message, by what they came to in this process.',
      labels: ['kind', 'channel', 'outcome'],
    });
    // A rise from nothing to one is seen only where the nothing was.
    for (const each of ALL) for (const outcome of OUTCOMES) this.total.inc({ ...each, outcome }, 0);
  }

  /** Of an attempt that is recorded. */
  count({ kind, channel }: (typeof ALL)[number], outcome: AttemptOutcome): void {
    this.total.inc({ kind, channel, outcome });
  }
}
