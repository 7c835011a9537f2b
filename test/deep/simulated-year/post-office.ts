import type { Mail, Mailer, SmsSender } from '../../../src/platform/notifications/index.js';

/** A message as it left the program. */
export interface Posted {
  /** Of the ledger. */
  readonly id: string;
  /** By the program's clock, epoch ms. */
  readonly at: number;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly text: string;
}

/** Takes whatever the program hands over, and notes when: a mail server and a provider of SMS that never fail. */
export class PostOffice {
  readonly posted: Posted[] = [];

  constructor(private readonly now: () => number) {}

  readonly mailer: Mailer = {
    send: ({ messageId, to, subject, text }: Mail) => {
      const id = messageId.slice(1, messageId.indexOf('@'));
      return this.take({ id, channel: 'email', to: to.address, text: `${subject}\n${text}` });
    },
  };

  readonly sms: SmsSender = {
    send: ({ to, text, idempotencyKey: id }) => this.take({ id, channel: 'sms', to, text }),
  };

  private take(message: Omit<Posted, 'at'>) {
    this.posted.push({ ...message, at: this.now() });
    return Promise.resolve({ kind: 'accepted', providerId: message.id } as const);
  }
}
