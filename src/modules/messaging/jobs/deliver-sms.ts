import { Inject, Injectable } from '@nestjs/common';
import type { Due, QueuedWork } from '../../../platform/jobs/index.js';
import { SMS_SENDER } from '../../../platform/notifications/index.js';
import type { SmsSender } from '../../../platform/notifications/index.js';
import { Site } from '../../../platform/pages/index.js';
import { DeliverMessage } from '../deliver-message.js';
import { SMS_STATUS_PATH } from '../webhooks/paths.js';
import { TakeDue } from './take-due.js';

/** Sends the text messages that are due. */
@Injectable()
export class DeliverSms implements QueuedWork {
  readonly name = 'messages-sms';
  readonly concurrency = 10;
  readonly rate = { max: 40, everyMs: 1_000 };

  constructor(
    private readonly due: TakeDue,
    private readonly deliver: DeliverMessage,
    @Inject(SMS_SENDER) private readonly sender: SmsSender,
    private readonly site: Site,
  ) {}

  take(atMost: number): Promise<readonly Due[]> {
    return this.due.execute('sms', atMost);
  }

  run(due: Due): Promise<void> {
    const statusCallback = this.site.url(SMS_STATUS_PATH);
    return this.deliver.execute(due, ({ message: { id }, envelope: { to, text } }) =>
      this.sender.send({ to, text, idempotencyKey: id, statusCallback }),
    );
  }
}
