import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { SmtpServer } from '../../config/index.js';
import type { Mail, Mailer } from '../mailer.js';
import type { Sending } from '../sending.js';
import type { SmtpFailure } from './smtp-failure.js';
import { meaningOf } from './smtp-failure.js';

/** Milliseconds. */
interface Patience {
  readonly connection: number;
  readonly greeting: number;
  /** Without a byte from the server. */
  readonly silence: number;
  /** For one mail in all, of which a server that answers a byte at a time takes any. */
  readonly mail: number;
}

interface SmtpOptions {
  /** Certificates (PEM) of whom to trust instead of the usual authorities. */
  readonly trust?: string;
  readonly patience?: Partial<Patience>;
}

/** Well below the lease of a delivery, which is a minute: whoever takes over must not send beside us. */
const PATIENCE: Patience = { connection: 10_000, greeting: 10_000, silence: 20_000, mail: 45_000 };

/** What we know of one mail while it is sent. */
interface Attempt {
  /** Whether the server may have the whole of it. */
  hadAll: boolean;
}

/** Sends mail by SMTP (RFC 5321) over a few connections that are kept. */
export class SmtpMailer implements Mailer, OnApplicationShutdown {
  private readonly transport: Transporter;
  private readonly patience: Patience;
  private readonly attempts = new WeakMap<AbortSignal, Attempt>();
  private closed = false;

  constructor(server: SmtpServer, { trust, patience }: SmtpOptions = {}) {
    this.patience = { ...PATIENCE, ...patience };
    this.transport = createTransport({
      pool: true,
      ...wayTo(server, trust),
      connectionTimeout: this.patience.connection,
      dnsTimeout: this.patience.connection,
      greetingTimeout: this.patience.greeting,
      socketTimeout: this.patience.silence,
      // Servers end a connection that is idle for minutes; it must not be just then that we write to it.
      idleTimeout: 30_000,
      // Whether a mail is sent once more is for the ledger of messages to say.
      maxRequeues: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // The last stream of a mail is read to its end just before the dot that hands it over.
    this.transport.use('stream', (mail, done) => {
      const attempt = this.attempts.get(mail.data.signal as AbortSignal);
      mail.message.processFunc((stream) => stream.once('end', () => attempt && (attempt.hadAll = true)));
      done();
    });
  }

  async send(mail: Mail, signal?: AbortSignal): Promise<Sending> {
    if (!isAddress(mail.to.address)) return { kind: 'refused', reason: 'bad_address' };
    const limits = [AbortSignal.timeout(this.patience.mail), ...(signal ? [signal] : [])];
    const limit = AbortSignal.any(limits);
    const attempt: Attempt = { hadAll: false };
    this.attempts.set(limit, attempt);
    try {
      const { serverMessageId, response } = await this.transport.sendMail({ ...partsOf(mail), signal: limit });
      return { kind: 'accepted', providerId: serverMessageId ?? queuedAs(response) ?? mail.messageId };
    } catch (error) {
      const meaning = meaningOf(error as SmtpFailure, attempt.hadAll);
      if (meaning) return meaning;
      if (signal?.aborted || this.closed) return { kind: 'later', reason: 'interrupted' };
      if (limit.aborted) return { kind: 'later', reason: 'timed_out' };
      throw error;
    }
  }

  /** Mails that are on their way arrive; those that wait for a connection are not sent. */
  onApplicationShutdown(): void {
    this.closed = true;
    this.transport.close();
  }
}

function wayTo({ host, port, secure, plain, login }: SmtpServer, trust: string | undefined) {
  return {
    host,
    port,
    secure,
    requireTLS: !plain && !secure,
    ignoreTLS: plain,
    tls: { ...(trust === undefined ? {} : { ca: trust }), minVersion: 'TLSv1.2' as const },
    auth: login && { user: login.user, pass: login.password },
    // A server that offers no login must not get the mail without one.
    forceAuth: login !== undefined,
  };
}

function partsOf({ from, to, subject, text, html, messageId, headers, calendar }: Mail): SendMailOptions {
  const named = ({ address, name = '' }: Mail['to']) => ({ address, name });
  return {
    from: named(from),
    to: named(to),
    envelope: { from: from.address, to: to.address },
    subject,
    text,
    html,
    messageId,
    // Nobody's absence notice answers these (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    icalEvent: calendar && { method: calendar.method, content: calendar.content, filename: 'appointment.ics' },
  };
}

/** Whether mail can be tried: what stands in it is for the servers to say. RFC 5321, 4.5.3.1.3. */
const isAddress = (address: string): boolean =>
  /^[^\s@<>\p{Cc}]+@[^\s@<>\p{Cc}]+$/u.test(address) && address.length <= 254;

/** What many servers call a mail in their logs. */
const queuedAs = (response = ''): string | undefined => /\bqueued as (\S+)$/i.exec(response)?.[1];
