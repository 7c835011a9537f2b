import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../../platform/config/index.js';
import type { Config } from '../../../platform/config/index.js';
import type { Due, QueuedWork } from '../../../platform/jobs/index.js';
import { MAILER } from '../../../platform/notifications/index.js';
import type { Mailer, Sending } from '../../../platform/notifications/index.js';
import { DeliverMessage } from '../deliver-message.js';
import type { Parcel } from '../deliver-message.js';
import { TakeDue } from './take-due.js';

/** Sends the e-mails that are due. */
@Injectable()
export class DeliverMail implements QueuedWork {
  readonly name = 'messages-email';
  readonly concurrency = 10;
  readonly rate = { max: 50, everyMs: 1_000 };

  constructor(
    private readonly due: TakeDue,
    private readonly deliver: DeliverMessage,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mailFrom'>,
  ) {}

  take(atMost: number): Promise<readonly Due[]> {
    return this.due.execute('email', atMost);
  }

  run(due: Due): Promise<void> {
    return this.deliver.execute(due, (parcel) => this.send(parcel));
  }

  private send({ message, envelope }: Parcel): Promise<Sending> {
    const { id, practiceName, recipient } = message;
    const { to, subject, text, html, calendar, headers } = envelope;
    const from = this.config.mailFrom;
    return this.mailer.send({
      from: { address: from, name: practiceName },
      to: { address: to, name: recipient.name },
      ...{ subject, text, html, calendar, headers },
      messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    });
  }
}
