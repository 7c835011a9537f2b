import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Certificate } from './certificate.js';

/** Where in a conversation: `message` is when all of it has come, `kept` when it is accepted and not answered yet. */
type Step = 'greeting' | 'MAIL' | 'RCPT' | 'DATA' | 'message' | 'kept';

/** How the server behaves. */
export interface Manners {
  /** An answer that is no yes. */
  readonly answers?: { readonly at: 'MAIL' | 'RCPT' | 'message'; readonly code: number; readonly text?: string };
  /** Tells whoever sends to a recipient for the first time to come again. */
  readonly greylists?: boolean;
  /** Says nothing more from there on. */
  readonly hangsAt?: Step;
  readonly closesAt?: Step;
  /** Milliseconds before a mail is kept, and from then to the answer. */
  readonly delays?: { readonly before?: number; readonly after?: number };
}

export interface KeptMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly parsed: Email;
  readonly encrypted: boolean;
  /** Who had signed in. */
  readonly user: string | undefined;
  readonly at: Date;
}

interface Options {
  /** `off` has no TLS at all. */
  readonly tls: 'starttls' | 'from the start' | 'off';
  readonly certificate?: Certificate;
  /** Without one anybody may send. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** A real SMTP server on a free port of this host, which keeps what it accepts. */
export class MailServer {
  /** May be changed at any time. */
  manners: Manners = {};
  readonly kept: KeptMail[] = [];
  /** Connections so far. */
  connections = 0;
  private readonly met = new Set<string>();
  private readonly events = new EventEmitter();
  private readonly server: SMTPServer;

  private constructor(private readonly options: Options) {
    const { tls, certificate, login } = options;
    this.server = new SMTPServer({
      ...certificate,
      secure: tls === 'from the start',
      disabledCommands: [...(tls === 'off' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
      authOptional: !login,
      allowInsecureAuth: tls === 'off',
      disableReverseLookup: true,
      closeTimeout: 100,
      logger: false,
      onAuth: ({ username, password }, _session, done) => {
        if (username === login?.user && password === login?.password) done(null, { user: username });
        else done(refusal(535, '5.7.8 Who are you?'));
      },
      onConnect: (session, done) => this.meets(session, 'greeting', done),
      onClose: () => this.events.emit('left'),
      onMailFrom: (_from, session, done) => this.meets(session, 'MAIL', done),
      onRcptTo: ({ address }, session, done) => this.meets(session, 'RCPT', done, address),
      onData: (stream, session, done) => void this.take(stream, session).then((text) => done(null, text), done),
    });
    this.server.on('error', () => undefined); // of connections that the tests break
    this.server.server.on('connection', () => (this.connections += 1));
  }

  static async start(options: Options): Promise<MailServer> {
    const started = new MailServer(options);
    started.server.listen(0, '127.0.0.1');
    await once(started.server.server, 'listening');
    return started;
  }

  /** For SMTP_URL. */
  get url(): string {
    const { tls, login } = this.options;
    const { port } = this.server.server.address() as AddressInfo;
    const signIn = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : '';
    if (tls === 'from the start') return `smtps://${signIn}127.0.0.1:${port}`;
    return `smtp://${signIn}127.0.0.1:${port}?tls=${tls === 'off' ? 'off' : 'required'}`;
  }

  /** How often it has accepted the mail of this Message-ID. */
  timesOf(messageId: string): number {
    return this.kept.filter((mail) => mail.messageId === messageId).length;
  }

  /** Returns once it has accepted so many mails in all. */
  async untilKept(count: number): Promise<void> {
    while (this.kept.length < count) await once(this.events, 'kept mail');
  }

  /** Returns once a conversation has come to this step again. */
  async untilAt(step: Step): Promise<void> {
    await once(this.events, step);
  }

  /** Returns once nobody is connected. */
  async untilLeft(): Promise<void> {
    while (this.server.connections.size > 0) await once(this.events, 'left');
  }

  /** Breaks every connection, as when the server restarts. */
  cut(): void {
    for (const { _socket } of this.server.connections) _socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** Calls back as the manners say, or never. */
  private meets(session: SMTPServerSession, step: Step, done: (error?: Error) => void, recipient?: string): void {
    if (this.breaksOff(session, step)) return;
    const { answers, greylists } = this.manners;
    if (answers?.at === step) return done(refusal(answers.code, answers.text));
    if (recipient !== undefined && greylists && !this.met.has(recipient)) {
      this.met.add(recipient);
      return done(refusal(451, '4.7.1 Greylisted'));
    }
    done();
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    if (this.breaksOff(session, 'DATA')) return new Promise(() => undefined);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (this.breaksOff(session, 'message')) return new Promise(() => undefined);
    const { answers, delays } = this.manners;
    if (answers?.at === 'message') throw refusal(answers.code, answers.text);
    await pause(delays?.before ?? 0);
    await this.keep(Buffer.concat(chunks), session);
    if (this.breaksOff(session, 'kept')) return new Promise(() => undefined);
    await pause(delays?.after ?? 0);
    return `2.0.0 Ok: queued as ${session.id.toUpperCase()}`;
  }

  private async keep(raw: Buffer, { envelope, secure, user }: SMTPServerSession): Promise<void> {
    const parsed = await PostalMime.parse(raw);
    const { messageId = '' } = parsed;
    const [from, to] = [envelope.mailFrom ? envelope.mailFrom.address : '', envelope.rcptTo[0]!.address];
    const by = { encrypted: secure, user: user as string | undefined, at: new Date() };
    this.kept.push({ messageId, from, to, raw, parsed, ...by });
    this.events.emit('kept mail');
  }

  private breaksOff({ id }: SMTPServerSession, step: Step): boolean {
    const { closesAt, hangsAt } = this.manners;
    this.events.emit(step);
    if (closesAt === step) [...this.server.connections].find((each) => each.session.id === id)?._socket.destroy();
    return closesAt === step || hangsAt === step;
  }
}

const refusal = (responseCode: number, text = 'No.'): Error => Object.assign(new Error(text), { responseCode });
