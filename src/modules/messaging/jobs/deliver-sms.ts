import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../../../platform/config/index.js';
import type { Config } from '../../../platform/config/index.js';
import { DatabaseClock } from '../../../platform/database/index.js';
import { REQUEUE_AFTER_MS } from '../../../platform/jobs/index.js';
import type { Due, QueuedWork } from '../../../platform/jobs/index.js';
import { SMS_SENDER } from '../../../platform/notifications/index.js';
import type { SmsSender } from '../../../platform/notifications/index.js';
import { Site } from '../../../platform/pages/index.js';
import { DeliverMessage } from '../deliver-message.js';
import { takeMessages } from '../storage/due-messages.js';
import { SMS_STATUS_PATH } from '../webhooks/paths.js';

/** Sends the text messages that are due. */
@Injectable()
export class DeliverSms implements QueuedWork {
  readonly name = 'messages-sms';
  readonly concurrency = 10;
  readonly rate = { max: 40, everyMs: 1_000 };

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly deliver: DeliverMessage,
    @Inject(SMS_SENDER) private readonly sender: SmsSender,
    @Inject(CONFIG) private readonly config: Pick<Config, 'messages'>,
    private readonly site: Site,
  ) {}

  take(atMost: number): Promise<readonly Due[]> {
    // What is due waits while messages are switched off.
    if (this.config.messages === 'off') return Promise.resolve([]);
    return takeMessages(this.dataSource, {
      channel: 'sms',
      offset: this.clock.offset,
      again: REQUEUE_AFTER_MS,
      atMost,
    });
  }

  run(due: Due): Promise<void> {
    const statusCallback = this.site.url(SMS_STATUS_PATH);
    return this.deliver.execute(due, ({ message: { id }, envelope: { to, text } }) =>
      this.sender.send({ to, text, idempotencyKey: id, statusCallback }),
    );
  }
}
