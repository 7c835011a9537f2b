import type { Mail, MailAddress, Mailer } from '../mailer.js';
import type { Sending } from '../sending.js';
import type { Sms, SmsSender } from '../sms-sender.js';
import type { Mailbox } from './mailbox.js';

/** Puts mail where whoever started the program can read it, instead of sending it. */
export class MailboxMailer implements Mailer {
  constructor(private readonly mailbox: Mailbox) {}

  async send({ messageId, from, to, subject, text, html, headers, calendar }: Mail): Promise<Sending> {
    await this.mailbox.put({
      kind: 'email',
      messageId,
      sender: written(from),
      recipient: written(to),
      subject,
      body: text,
      html: html ?? null,
      headers: headers ?? {},
      calendar: calendar?.content ?? null,
    });
    return { kind: 'accepted', providerId: messageId };
  }
}

/** The same for SMS. */
export class MailboxSmsSender implements SmsSender {
  constructor(private readonly mailbox: Mailbox) {}

  async send({ idempotencyKey, to, text }: Sms): Promise<Sending> {
    await this.mailbox.put({
      ...{ kind: 'sms', messageId: idempotencyKey, sender: 'SMS', recipient: to, body: text },
      ...{ subject: null, html: null, headers: {}, calendar: null },
    });
    return { kind: 'accepted', providerId: idempotencyKey };
  }
}

const written = ({ address, name }: MailAddress): string => (name === undefined ? address : `${name} <${address}>`);
