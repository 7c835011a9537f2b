import type { Email } from 'postal-mime';
import { smtpServer } from '../../src/platform/config/parse-setting.js';
import { calendarFile } from '../../src/platform/notifications/index.js';
import type { Mail } from '../../src/platform/notifications/index.js';
import { SmtpMailer } from '../../src/platform/notifications/smtp/smtp-mailer.js';
import { TwilioSms } from '../../src/platform/notifications/sms/twilio-sms.js';
import { selfSigned } from '../support/certificate.js';
import type { Certificate } from '../support/certificate.js';
import { MailServer } from '../support/mail-server.js';
import { freePort } from '../support/program-run.js';
import { SmsProvider } from '../support/sms-provider.js';

const LOGIN = { user: 'clinic@harbour.example', password: 'p:/s@w?rd %' };
const PATIENCE = { connection: 2_000, greeting: 700, silence: 700, mail: 5_000 };

const MAIL: Mail = {
  from: { name: 'Harbour, Massage & Söhne', address: 'no-reply@harbour.example' },
  to: { name: 'Ann', address: 'ann@example.com' },
  subject: 'Your visit on 11 January – 10:00',
  text: 'Hello Ann,\nsee you at 10:00.\n.\nHarbour Massage 💆',
  html: '<p>Hello Ann,<br>see you at <b>10:00</b>.</p>',
  messageId: '<0190a1b2-7@harbour.example>',
};

const CALENDAR = calendarFile({
  uid: 'appointment-7@harbour.example',
  sequence: 3,
  method: 'REQUEST',
  start: new Date('2027-01-11T09:00Z'),
  end: new Date('2027-01-11T10:00Z'),
  zone: 'Europe/Berlin',
  summary: 'Massage',
  location: 'Quay 1; Berlin',
  organizer: MAIL.from,
  attendee: MAIL.to,
  stamp: new Date('2026-12-01T08:30Z'),
});

const header = (mail: Email, key: string): string | undefined => mail.headers.find((each) => each.key === key)?.value;

const linesOf = (text: string): string[] => text.split(/\r?\n/);

let certificate: Certificate;
beforeAll(async () => {
  certificate = await selfSigned();
});

describe.each(['starttls', 'from the start'] as const)('mail by SMTP with TLS (%s) and a login', (tls) => {
  let server: MailServer;
  let mailer: SmtpMailer;

  beforeEach(async () => {
    server = await MailServer.start({ tls, certificate, login: LOGIN });
    mailer = new SmtpMailer(smtpServer(server.url, 'SMTP_URL'), { trust: certificate.cert, patience: PATIENCE });
  });

  afterEach(async () => {
    mailer.onApplicationShutdown();
    await server.stop();
  });

  const onlyMail = () => {
    expect(server.kept).toHaveLength(1);
    return server.kept[0]!;
  };

  it('arrives whole, with the id that the server gave it', async () => {
    const sending = await mailer.send(MAIL);
    expect(sending).toEqual({ kind: 'accepted', providerId: expect.stringMatching(/^[A-Z0-9]{8,}$/) as string });
    const { parsed, ...envelope } = onlyMail();
    expect(envelope).toMatchObject({ encrypted: true, user: LOGIN.user, to: MAIL.to.address, from: MAIL.from.address });
    expect(parsed).toMatchObject({ from: MAIL.from, to: [MAIL.to], subject: MAIL.subject, messageId: MAIL.messageId });
    expect([parsed.text?.trimEnd(), parsed.html?.trimEnd()]).toEqual([MAIL.text, MAIL.html]);
    expect(header(parsed, 'auto-submitted')).toBe('auto-generated');
  });

  it('carries further headers as they are, however long', async () => {
    const url = `https://harbour.example/u/${'x'.repeat(300)}`;
    await mailer.send({
      ...MAIL,
      headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    const { parsed } = onlyMail();
    expect(header(parsed, 'list-unsubscribe')).toBe(`<${url}>`);
    expect(header(parsed, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it.each(['REQUEST', 'CANCEL'] as const)(
    'carries a calendar file (%s) that clients act on, and the file itself',
    async (method) => {
      const content = CALENDAR.replace('METHOD:REQUEST', `METHOD:${method}`);
      await mailer.send({ ...MAIL, calendar: { method, content } });
      const { raw, parsed } = onlyMail();
      const shown = parsed.attachments.map(({ mimeType, method: of, filename, content: bytes }) => {
        return { mimeType, of, filename, text: linesOf(Buffer.from(bytes as ArrayBuffer).toString()) };
      });
      expect(shown).toEqual([
        { mimeType: 'text/calendar', of: method, filename: null, text: linesOf(content) },
        { mimeType: 'application/ics', of: undefined, filename: 'appointment.ics', text: linesOf(content) },
      ]);
      expect(raw.toString()).toMatch(
        new RegExp(`multipart/alternative[^]*text/plain[^]*text/html[^]*text/calendar;[^]*method=${method}`),
      );
      expect([parsed.text?.trimEnd(), parsed.html?.trimEnd()]).toEqual([MAIL.text, MAIL.html]);
    },
  );

  it.each([
    ['a subject', { subject: 'Hello\r\nBcc: eve@example.com\r\n\r\nx' }],
    ['a name', { to: { ...MAIL.to, name: 'Ann\r\nBcc: eve@example.com' } }],
    ['a name with quotes', { to: { ...MAIL.to, name: 'Ann" <eve@example.com>, "' } }],
    ['a header', { headers: { 'List-Unsubscribe': '<x>\r\nBcc: eve@example.com' } }],
  ])('goes to nobody else, whatever stands in %s', async (_, changed) => {
    expect(await mailer.send({ ...MAIL, ...changed })).toMatchObject({ kind: 'accepted' });
    const { parsed, to } = onlyMail();
    expect([to, parsed.to?.map(({ address }) => address), parsed.bcc]).toEqual([
      MAIL.to.address,
      [MAIL.to.address],
      undefined,
    ]);
  });

  it.each([
    'ann',
    'ann@',
    '@example.com',
    'ann@example.com, eve@example.com',
    'ann@exa mple.com',
    'ann@example.com\r\nRCPT TO:<eve@example.com>',
    '<ann@example.com>',
    `ann@${'x'.repeat(250)}.com`,
  ])('is not even tried to %j', async (address) => {
    expect(await mailer.send({ ...MAIL, to: { address } })).toEqual({ kind: 'refused', reason: 'bad_address' });
    expect(server.connections).toBe(0);
  });

  it('is sent on one connection, one after the other', async () => {
    for (const n of [1, 2, 3]) await mailer.send({ ...MAIL, messageId: `<${n}@harbour.example>` });
    expect([server.kept.length, server.connections]).toEqual([3, 1]);
  });

  it('comes with the same Message-ID when it is sent again', async () => {
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(server.timesOf(MAIL.messageId)).toBe(2);
  });

  it('waits where the login is not accepted, and nothing is sent', async () => {
    const wrong = new SmtpMailer(
      { ...smtpServer(server.url, 'SMTP_URL'), login: { ...LOGIN, password: 'guess' } },
      { trust: certificate.cert, patience: PATIENCE },
    );
    expect(await wrong.send(MAIL)).toEqual({ kind: 'later', reason: 'login_refused' });
    wrong.onApplicationShutdown();
    expect(server.kept).toEqual([]);
  });

  it('waits where the certificate is of nobody that we trust', async () => {
    const wary = new SmtpMailer(smtpServer(server.url, 'SMTP_URL'), { patience: PATIENCE });
    expect(await wary.send(MAIL)).toEqual({ kind: 'later', reason: 'insecure' });
    wary.onApplicationShutdown();
    expect(server.kept).toEqual([]);
  });

  it('waits while a server does not know us yet, and is accepted then', async () => {
    server.manners = { greylists: true };
    expect(await mailer.send(MAIL)).toEqual({ kind: 'later', reason: 'deferred' });
    expect(await mailer.send(MAIL)).toMatchObject({ kind: 'accepted' });
    expect(server.timesOf(MAIL.messageId)).toBe(1);
  });

  it.each([
    ['MAIL', 452, 'later', 'deferred'],
    ['MAIL', 550, 'later', 'sender_refused'],
    ['MAIL', 530, 'later', 'login_refused'],
    ['RCPT', 450, 'later', 'deferred'],
    ['RCPT', 550, 'refused', 'recipient_refused'],
    ['RCPT', 553, 'refused', 'recipient_refused'],
    ['message', 452, 'later', 'deferred'],
    ['message', 421, 'later', 'deferred'],
    ['message', 550, 'refused', 'message_refused'],
    ['message', 554, 'refused', 'message_refused'],
  ] as const)('where %s is answered with %d is %s: %s', async (at, code, kind, reason) => {
    server.manners = { answers: { at, code } };
    expect(await mailer.send(MAIL)).toEqual({ kind, reason });
    server.manners = {};
    expect(await mailer.send(MAIL)).toMatchObject({ kind: 'accepted' });
    expect(server.kept).toHaveLength(1);
  });

  it.each([
    ['RCPT', 'later', 'timed_out'],
    ['message', 'later', 'unknown_outcome'],
    ['kept', 'later', 'unknown_outcome'],
  ] as const)('waits where the server hangs at %s', async (hangsAt, kind, reason) => {
    server.manners = { hangsAt };
    expect(await mailer.send(MAIL)).toEqual({ kind, reason });
    server.manners = {};
    expect(await mailer.send(MAIL)).toMatchObject({ kind: 'accepted' });
    expect(server.kept).toHaveLength(hangsAt === 'kept' ? 2 : 1);
  });

  it.each([
    ['greeting', 'unreachable'],
    ['RCPT', 'unreachable'],
    ['message', 'unknown_outcome'],
    ['kept', 'unknown_outcome'],
  ] as const)('waits where the server breaks off at %s: %s', async (closesAt, reason) => {
    server.manners = { closesAt };
    expect(await mailer.send(MAIL)).toEqual({ kind: 'later', reason });
    expect(server.kept).toHaveLength(closesAt === 'kept' ? 1 : 0);
    expect(server.connections).toBe(1);
  });

  it('is accepted by a server that takes its time', async () => {
    server.manners = { delays: { before: 100, after: 100 } };
    expect(await mailer.send(MAIL)).toMatchObject({ kind: 'accepted' });
  });

  it('goes over a new connection where the server has ended an idle one', async () => {
    await mailer.send(MAIL);
    server.cut();
    let sending = await mailer.send(MAIL);
    if (sending.kind === 'later') sending = await mailer.send(MAIL);
    expect(sending).toMatchObject({ kind: 'accepted' });
    expect([server.kept.length, server.connections]).toEqual([2, 2]);
  });

  it.each([
    ['RCPT', 'interrupted'],
    ['message', 'unknown_outcome'],
  ] as const)('is stopped by its signal, at %s: %s', async (hangsAt, reason) => {
    server.manners = { hangsAt };
    const stop = new AbortController();
    void server.untilAt(hangsAt).then(() => stop.abort());
    expect(await mailer.send(MAIL, stop.signal)).toEqual({ kind: 'later', reason });
  });

  it('is not even begun where its signal came before', async () => {
    expect(await mailer.send(MAIL, AbortSignal.abort())).toEqual({ kind: 'later', reason: 'interrupted' });
    expect(server.connections).toBe(0);
  });

  it('that is on its way arrives when the program ends, and what waits is not sent', async () => {
    server.manners = { delays: { before: 100 } };
    const all = [...'1234567'].map((n) => mailer.send({ ...MAIL, messageId: `<${n}@harbour.example>` }));
    await server.untilKept(1);
    mailer.onApplicationShutdown();
    const kinds = (await Promise.all(all)).map((sending) => (sending.kind === 'later' ? sending.reason : sending.kind));
    expect(kinds.filter((kind) => kind === 'accepted').length).toBe(server.kept.length);
    expect([...new Set(kinds)].sort()).toEqual(['accepted', 'interrupted']);
    expect(await mailer.send(MAIL)).toMatchObject({ kind: 'later' });
  });
});

describe('mail by SMTP', () => {
  let servers: MailServer[];
  let mailers: SmtpMailer[];

  beforeEach(() => {
    [servers, mailers] = [[], []];
  });

  afterEach(async () => {
    for (const mailer of mailers) mailer.onApplicationShutdown();
    for (const server of servers) await server.stop();
  });

  const start = async (options: Parameters<typeof MailServer.start>[0]): Promise<MailServer> => {
    const server = await MailServer.start(options);
    servers.push(server);
    return server;
  };

  const to = (url: string, patience = {}): SmtpMailer => {
    const mailer = new SmtpMailer(smtpServer(url, 'SMTP_URL'), {
      trust: certificate.cert,
      patience: { ...PATIENCE, ...patience },
    });
    mailers.push(mailer);
    return mailer;
  };

  it('goes without TLS where the address says so', async () => {
    const server = await start({ tls: 'off' });
    expect(await to(server.url).send(MAIL)).toMatchObject({ kind: 'accepted' });
    expect(server.kept).toMatchObject([{ encrypted: false, user: undefined }]);
  });

  it('does not go without TLS where the address does not', async () => {
    const server = await start({ tls: 'off', login: LOGIN });
    const url = server.url.replace('tls=off', 'tls=required');
    expect(await to(url).send(MAIL)).toEqual({ kind: 'later', reason: 'insecure' });
    expect(server.kept).toEqual([]);
  });

  it('does not go without the login that it was given', async () => {
    const server = await start({ tls: 'starttls', certificate });
    const url = server.url.replace('//', '//me:secret@');
    expect(await to(url).send(MAIL)).toEqual({ kind: 'later', reason: 'login_refused' });
    expect(server.kept).toEqual([]);
  });

  it('waits where a login is needed and none was given', async () => {
    const server = await start({ tls: 'starttls', certificate, login: LOGIN });
    const url = server.url.replace(/\/\/.*@/, '//');
    expect(await to(url).send(MAIL)).toEqual({ kind: 'later', reason: 'login_refused' });
  });

  it('waits where nobody listens', async () => {
    const url = `smtp://127.0.0.1:${await freePort()}`;
    expect(await to(url).send(MAIL)).toEqual({ kind: 'later', reason: 'unreachable' });
  });

  it('waits where no host has the name', async () => {
    expect(await to('smtp://mail.invalid').send(MAIL)).toEqual({ kind: 'later', reason: 'unreachable' });
  });

  it('that was not handed over whole was not sent', async () => {
    const server = await start({ tls: 'off' });
    server.manners = { closesAt: 'DATA' };
    const long = { ...MAIL, text: 'so long '.repeat(2_000_000) };
    expect(await to(server.url, { silence: 10_000 }).send(long)).toEqual({ kind: 'later', reason: 'unreachable' });
  });

  it.each(['greeting', 'RCPT'] as const)('waits where the server hangs at %s, as long as it may', async (hangsAt) => {
    const server = await start({ tls: 'off' });
    server.manners = { hangsAt };
    expect(await to(server.url).send(MAIL)).toEqual({ kind: 'later', reason: 'timed_out' });
    const patient = to(server.url, { connection: 60_000, greeting: 60_000, silence: 60_000, mail: 200 });
    expect(await patient.send(MAIL)).toEqual({ kind: 'later', reason: 'timed_out' });
  });
});

describe('SMS by the REST form of Twilio', () => {
  const SMS = { to: '+491701234567', text: 'See you at 10:00 – Harbour & Söhne 💆', idempotencyKey: '0190a1b2-7' };
  let provider: SmsProvider;
  let sender: TwilioSms;

  const from = (number: string): TwilioSms => {
    return new TwilioSms({ ...provider.account, from: number, url: provider.url }, 300);
  };

  beforeEach(async () => {
    provider = await SmsProvider.start();
    sender = from(provider.account.from);
  });

  afterEach(() => provider.stop());

  it('is one signed request, with the id that the provider gave it', async () => {
    const sending = await sender.send({ ...SMS, statusCallback: 'https://harbour.example/sms/status' });
    expect(sending).toEqual({ kind: 'accepted', providerId: provider.accepted[0]!.sid });
    const { id, token } = provider.account;
    expect(provider.requests).toEqual([
      {
        method: 'POST',
        path: `/2010-04-01/Accounts/${id}/Messages.json`,
        headers: expect.objectContaining({
          authorization: `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          'idempotency-key': SMS.idempotencyKey,
        }) as object,
        fields: { To: SMS.to, From: '+4930999', Body: SMS.text, StatusCallback: 'https://harbour.example/sms/status' },
      },
    ]);
  });

  it('is sent from a messaging service where one is set', async () => {
    const service = `MG${'0a'.repeat(16)}`;
    await from(service).send(SMS);
    expect(provider.requests[0]!.fields).toEqual({ To: SMS.to, MessagingServiceSid: service, Body: SMS.text });
  });

  it('goes out once, however often it is sent', async () => {
    const [first, second] = [await sender.send(SMS), await sender.send(SMS)];
    expect(second).toEqual(first);
    expect(provider.timesOf(SMS.idempotencyKey)).toBe(1);
  });

  it.each([
    [429, {}, { reason: 'rate_limited' }],
    [429, { 'retry-after': '7' }, { reason: 'rate_limited', retryAfterMs: 7_000 }],
    [
      429,
      { date: 'Mon, 11 Jan 2027 09:00:00 GMT', 'retry-after': 'Mon, 11 Jan 2027 09:01:30 GMT' },
      { reason: 'rate_limited', retryAfterMs: 90_000 },
    ],
    [429, { 'retry-after': 'soon' }, { reason: 'rate_limited' }],
    [500, {}, { reason: 'provider_failed' }],
    [503, { 'retry-after': '60' }, { reason: 'provider_failed', retryAfterMs: 60_000 }],
    [302, { location: 'http://127.0.0.1:1/' }, { reason: 'provider_failed' }],
  ])('waits at %d %j', async (status, headers, rest) => {
    provider.manners = { answers: { status, headers } };
    expect(await sender.send(SMS)).toEqual({ kind: 'later', ...rest });
    provider.manners = {};
    expect(await sender.send(SMS)).toMatchObject({ kind: 'accepted' });
    expect(provider.timesOf(SMS.idempotencyKey)).toBe(1);
  });

  it.each([
    [400, 21211, 'refused', 'bad_address'],
    [400, 21614, 'refused', 'bad_address'],
    [400, 21610, 'refused', 'recipient_opted_out'],
    [400, 21617, 'refused', 'message_refused'],
    [403, 21610, 'refused', 'recipient_opted_out'],
    [400, 21606, 'later', 'sender_refused'],
    [401, 20003, 'later', 'login_refused'],
    [404, 20404, 'later', 'login_refused'],
  ])('with %d and code %d is %s: %s', async (status, code, kind, reason) => {
    provider.manners = { answers: { status, code } };
    expect(await sender.send(SMS)).toEqual({ kind, reason });
  });

  it('waits where the token is wrong', async () => {
    const stranger = new TwilioSms({ ...provider.account, token: 'guess', url: provider.url });
    expect(await stranger.send(SMS)).toEqual({ kind: 'later', reason: 'login_refused' });
    expect(provider.accepted).toEqual([]);
  });

  it.each(['<html>Bad gateway</html>', '', 'null', '[]', '{"sid":7}'])(
    'understands answers in other forms: %s',
    async (body) => {
      provider.manners = { answers: { status: 502, body } };
      expect(await sender.send(SMS)).toEqual({ kind: 'later', reason: 'provider_failed' });
      provider.manners = { answers: { status: 400, body } };
      expect(await sender.send(SMS)).toEqual({ kind: 'refused', reason: 'message_refused' });
      provider.manners = { answers: { status: 201, body } };
      expect(await sender.send(SMS)).toEqual({ kind: 'later', reason: 'unknown_outcome' });
    },
  );

  it.each([{ hangsAt: 'request' }, { hangsAt: 'kept' }, { closesAt: 'request' }, { closesAt: 'kept' }] as const)(
    'has an unknown outcome where the provider breaks off, and goes out once all the same: %j',
    async (manners) => {
      provider.manners = manners;
      expect(await sender.send(SMS)).toEqual({ kind: 'later', reason: 'unknown_outcome' });
      provider.manners = {};
      expect(await sender.send(SMS)).toMatchObject({ kind: 'accepted' });
      expect(provider.timesOf(SMS.idempotencyKey)).toBe(1);
    },
  );

  it('goes out twice then at a provider that honours no keys', async () => {
    const careless = await SmsProvider.start({ honoursKeys: false });
    const to = new TwilioSms({ ...careless.account, url: careless.url }, 300);
    careless.manners = { closesAt: 'kept' };
    await to.send(SMS);
    careless.manners = {};
    await to.send(SMS);
    expect(careless.timesOf(SMS.idempotencyKey)).toBe(2);
    await careless.stop();
  });

  it('waits where nobody listens', async () => {
    const url = `http://localhost:${await freePort()}`;
    expect(await new TwilioSms({ ...provider.account, url }).send(SMS)).toEqual({
      kind: 'later',
      reason: 'unreachable',
    });
  });

  it('waits where no host has the name', async () => {
    const nowhere = new TwilioSms({ ...provider.account, url: 'https://api.invalid' });
    expect(await nowhere.send(SMS)).toEqual({ kind: 'later', reason: 'unreachable' });
  });

  it('waits where the provider has no certificate that we trust, or none at all', async () => {
    const url = provider.url.replace('http:', 'https:');
    expect(await new TwilioSms({ ...provider.account, url }).send(SMS)).toEqual({ kind: 'later', reason: 'insecure' });
  });

  it('is stopped by its signal', async () => {
    expect(await sender.send(SMS, AbortSignal.abort())).toEqual({ kind: 'later', reason: 'interrupted' });
    provider.manners = { hangsAt: 'request' };
    expect(await sender.send(SMS, AbortSignal.timeout(50))).toEqual({ kind: 'later', reason: 'unknown_outcome' });
  });
});
