import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../../../platform/database/index.js';
import type { Due, QueuedWork } from '../../../platform/jobs/index.js';
import { SMS_SENDER } from '../../../platform/notifications/index.js';
import type { SmsSender } from '../../../platform/notifications/index.js';
import { DeliverMessage } from '../deliver-message.js';
import { takeMessages } from '../storage/due-messages.js';
import { AGAIN } from './again.js';

/** Sends the text messages that are due. */
@Injectable()
export class DeliverSms implements QueuedWork {
  readonly name = 'messages-sms';
  readonly concurrency = 10;
  readonly rate = { max: 20, everyMs: 1_000 };

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly deliver: DeliverMessage,
    @Inject(SMS_SENDER) private readonly sender: SmsSender,
  ) {}

  take(atMost: number): Promise<readonly Due[]> {
    return takeMessages(this.dataSource, { channel: 'sms', offset: this.clock.offset, again: AGAIN, atMost });
  }

  run(due: Due): Promise<void> {
    return this.deliver.execute(due, ({ message: { id }, envelope: { to, text } }) =>
      this.sender.send({ to, text, idempotencyKey: id }),
    );
  }
}
