import { createHmac, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How the provider behaves. `kept` is when a message is accepted and not answered yet. */
export interface SmsManners {
  readonly answers?: {
    readonly status: number;
    /** Twilio's code of an error. */
    readonly code?: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** Instead of the usual one. */
    readonly body?: string;
  };
  readonly hangsAt?: 'request' | 'kept';
  readonly closesAt?: 'request' | 'kept';
  /** Milliseconds before a message is kept, and from then to the answer. */
  readonly delays?: { readonly before?: number; readonly after?: number };
}

export interface SmsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly fields: Readonly<Record<string, string>>;
}

interface AcceptedSms {
  readonly sid: string;
  readonly key: string;
  readonly to: string;
  readonly text: string;
  readonly at: Date;
}

/** A provider of SMS on a free port of this host that speaks Twilio's REST form, keeps what it accepts, and honours idempotency keys. */
export class SmsProvider {
  /** May be changed at any time. */
  manners: SmsManners = {};
  /** Whatever was asked for, also what was refused or asked for again. */
  readonly requests: SmsRequest[] = [];
  /** What went out to telephones. */
  readonly accepted: AcceptedSms[] = [];
  readonly account = { id: 'AC0123456789abcdef0123456789abcdef', token: 'the token of the account', from: '+4930999' };
  private readonly keeping = new EventEmitter();

  private constructor(
    private readonly server: Server,
    private readonly honoursKeys: boolean,
  ) {}

  /** With `honoursKeys: false` it sends what it is asked to, as Twilio does. */
  static async start({ honoursKeys = true } = {}): Promise<SmsProvider> {
    const server = createServer();
    const started = new SmsProvider(server, honoursKeys);
    server.on('request', (request, response) => void started.serve(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The environment of a program that is to use it. */
  get settings(): Record<string, string> {
    const { id, token, from } = this.account;
    return { SMS_ACCOUNT: id, SMS_TOKEN: token, SMS_FROM: from, SMS_URL: this.url };
  }

  /** How often a message with this key went out. */
  timesOf(key: string): number {
    return this.accepted.filter((sms) => sms.key === key).length;
  }

  /** Returns once it has accepted so many messages in all. */
  async untilAccepted(count: number): Promise<void> {
    while (this.accepted.length < count) await once(this.keeping, 'kept');
  }

  /** Reports something to a webhook, signed as Twilio does. */
  report(url: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    const signed = url + Object.entries(fields).sort(byName).flat().join('');
    const signature = createHmac('sha1', this.account.token).update(signed).digest('base64');
    const headers = { 'x-twilio-signature': signature };
    return fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const { method = '', url: path = '', headers } = request;
    this.requests.push({ method, path, headers, fields });
    if (this.breaksOff(response, 'request')) return;
    const { answers, delays } = this.manners;
    if (answers) return this.refuse(response, answers);
    if (!this.knows(request)) return this.refuse(response, { status: 401, code: 20003 });
    await pause(delays?.before ?? 0);
    const { sid } = this.keep(String(headers['idempotency-key']), fields);
    if (this.breaksOff(response, 'kept')) return;
    await pause(delays?.after ?? 0);
    answer(response, 201, { sid, status: 'queued', error_code: null });
  }

  private knows({ method, url, headers }: IncomingMessage): boolean {
    const { id, token } = this.account;
    const login = `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`;
    return method === 'POST' && url === `/2010-04-01/Accounts/${id}/Messages.json` && headers.authorization === login;
  }

  private keep(key: string, { To: to = '', Body: text = '' }: SmsRequest['fields']): AcceptedSms {
    const before = this.accepted.find((sms) => sms.key === key);
    if (before && this.honoursKeys) return before;
    const sms = { sid: `SM${randomBytes(16).toString('hex')}`, key, to, text, at: new Date() };
    this.accepted.push(sms);
    this.keeping.emit('kept');
    return sms;
  }

  private refuse(response: ServerResponse, { status, code, headers, body }: NonNullable<SmsManners['answers']>): void {
    for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
    if (body !== undefined) response.writeHead(status).end(body);
    else
      answer(response, status, {
        status,
        code,
        message: 'No.',
        more_info: `https://www.twilio.com/docs/errors/${code}`,
      });
  }

  private breaksOff(response: ServerResponse, step: 'request' | 'kept'): boolean {
    if (this.manners.closesAt === step) response.destroy();
    return this.manners.closesAt === step || this.manners.hangsAt === step;
  }
}

const byName = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
