import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../../../platform/config/index.js';
import type { Config } from '../../../platform/config/index.js';
import { DatabaseClock } from '../../../platform/database/index.js';
import { REQUEUE_AFTER_MS } from '../../../platform/jobs/index.js';
import type { Due } from '../../../platform/jobs/index.js';
import { takeMessages } from '../storage/due-messages.js';

/** Takes from the ledger what is due. While messages are switched off it takes nothing: what is due waits. */
@Injectable()
export class TakeDue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'messages'>,
  ) {}

  execute(channel: 'email' | 'sms', atMost: number): Promise<readonly Due[]> {
    if (this.config.messages === 'off') return Promise.resolve([]);
    const { offset } = this.clock;
    return takeMessages(this.dataSource, { channel, offset, again: REQUEUE_AFTER_MS, atMost });
  }
}
