import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { ConfigModule, readConfig } from '../../src/platform/config/index.js';
import { DatabaseModule } from '../../src/platform/database/index.js';
import { MAILER, NotificationsModule, SMS_SENDER } from '../../src/platform/notifications/index.js';
import type { Mail, Mailer, SmsSender } from '../../src/platform/notifications/index.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { MailServer } from '../support/mail-server.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';

const MAIL: Mail = {
  from: { name: 'Harbour Massage', address: 'no-reply@harbour.example' },
  to: { name: 'Ann', address: 'ann@example.com' },
  subject: 'Your visit',
  text: 'Hello Ann,\nconfirm here: http://localhost:3000/r/abc?x=1&y=2.\nBye',
  html: '<p>Hello <b>Ann</b></p>',
  messageId: '<1@harbour.example>',
  headers: { 'List-Unsubscribe': '<http://localhost:3000/u/abc>' },
  calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
};

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a start without a mail server', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let mailer: Mailer;
  let smsSender: SmsSender;

  const startWorker = async (settings: Readonly<Record<string, string>> = {}): Promise<INestApplicationContext> => {
    const url = api.database.workerUrl;
    const given = { NODE_ENV: 'test', DATABASE_URL: url, ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, ...settings };
    const config = readConfig(given);
    const database = DatabaseModule.for({ url, poolSize: 2, applicationName: 'test', entities: [] });
    const imports = [ConfigModule.for(config), database, NotificationsModule.for(config)];
    return NestFactory.createApplicationContext({ module: class WorkerOfTest {}, imports }, { logger: ['fatal'] });
  };

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await startWorker();
    [mailer, smsSender] = [worker.get<Mailer>(MAILER), worker.get<SmsSender>(SMS_SENDER)];
  });

  afterAll(async () => {
    await worker.close();
    await api.stop();
  });

  beforeEach(() => api.sql('DELETE FROM mailbox'));

  const look = (path = '/mailbox'): Promise<Seen> => new Phone(api).get(path);

  const titles = (page: Seen): string[] =>
    [...page.html.matchAll(/<a href="\/mailbox\/\d+"[^>]*>([^<]*)/g)].map(([, title]) => title!);

  const open = async (): Promise<Seen> => {
    const { html } = await look();
    return look(/\/mailbox\/\d+/.exec(html)![0]);
  };

  it('says that there is nothing until something is due', async () => {
    const page = await look();
    expect([page.status, textOf(page.html)]).toEqual([200, expect.stringContaining('There is nothing yet.')]);
  });

  it('shows mail and SMS, the newest first', async () => {
    expect(await mailer.send(MAIL)).toEqual({ kind: 'accepted', providerId: MAIL.messageId });
    const sms = { to: '+491701234567', text: 'See you at 10:00', idempotencyKey: '0190a1b2-7' };
    expect(await smsSender.send(sms)).toEqual({ kind: 'accepted', providerId: '0190a1b2-7' });
    const page = await look();
    expect(titles(page)).toEqual(['See you at 10:00', 'Your visit']);
    expect(textOf(page.html)).toMatch(/SMS to \+491701234567 .* E-mail to Ann &lt;ann@example.com>/);
  });

  it('keeps the same mail once', async () => {
    for (const subject of ['Your visit', 'Your visit, again']) await mailer.send({ ...MAIL, subject });
    expect(titles(await look())).toEqual(['Your visit']);
  });

  it('shows one with what is around it, and its links work', async () => {
    await mailer.send(MAIL);
    const { html, status } = await open();
    expect(status).toBe(200);
    const [text] = /<div class="letter".*?<\/div>/s.exec(html)!;
    const href = 'http://localhost:3000/r/abc?x=1&amp;y=2';
    expect(text).toContain(`confirm here: <a href="${href}" rel="noreferrer">${href}</a>.\nBye`);
    for (const part of ['Harbour Massage', 'List-Unsubscribe', 'BEGIN:VCALENDAR', '&lt;p>Hello &lt;b>Ann']) {
      expect(html).toContain(part);
    }
  });

  it('makes nothing of what somebody wrote a part of its pages', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'><a href=javascript:alert(1)>';
    const link = `${evil} javascript://%0aalert(1) http://x/"onclick="alert(1)`;
    await mailer.send({
      ...MAIL,
      ...{ from: { name: evil, address: 'a@b.example' }, to: { name: evil, address: 'a@b.example' } },
      ...{ subject: evil, text: link, html: evil, messageId: `<${evil}>`, headers: { [evil]: evil } },
      calendar: { method: 'REQUEST', content: evil },
    });
    for (const page of [await look(), await open()]) {
      expect(page.html).not.toMatch(/<script|<img|<a[^>]*javascript|<[^>]* on(error|click)=/i);
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
  });

  it('has older ones on further pages, and forgets all but the newest thousand', async () => {
    for (let n = 1; n <= 60; n += 1) await mailer.send({ ...MAIL, subject: `Mail ${n}`, messageId: `<${n}@x>` });
    const first = await look();
    expect([titles(first).length, titles(first)[0], titles(first)[49]]).toEqual([50, 'Mail 60', 'Mail 11']);
    const second = await look(/\/mailbox\?before=\d+/.exec(first.html)![0]);
    expect([titles(second)[0], titles(second).length]).toEqual(['Mail 10', 10]);
    expect(second.html).not.toContain('before=');

    await api.sql(`INSERT INTO mailbox (message_id, kind, sender, recipient, body, headers, at)
      SELECT 'more ' || n, 'sms', 'SMS', '+491701234567', 'more', '{}', now() FROM generate_series(1, 1000) AS n`);
    await mailer.send({ ...MAIL, messageId: '<61@x>' });
    const [kept] = await api.sql<object>('SELECT count(*)::int AS count, min(message_id) AS least FROM mailbox');
    expect(kept).toEqual({ count: 1_000, least: '<61@x>' });
  });

  it.each([
    '/mailbox/999999999',
    '/mailbox/0',
    '/mailbox/x',
    '/mailbox/1e3',
    '/mailbox?before=x',
    `/mailbox/${'9'.repeat(30)}`,
  ])('has nothing at %s', async (path) => {
    expect((await look(path)).status).toBe(404);
  });

  it('lets the API read and the worker write, and neither see the table', async () => {
    const as = async (url: string, statement: string): Promise<unknown> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client.query(statement).finally(() => client.end());
    };
    const { appUrl, workerUrl } = api.database;
    for (const [url, statement] of [
      [appUrl, 'SELECT * FROM mailbox'],
      [workerUrl, 'SELECT * FROM mailbox'],
      [appUrl, `SELECT gate.put_into_mailbox('{}')`],
      [workerUrl, 'SELECT gate.mailbox_before(NULL, 1)'],
      [workerUrl, 'SELECT gate.mail_of_mailbox(1)'],
    ] as const) {
      await expect(as(url, statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    ['in production', { NODE_ENV: 'production', MESSAGES: 'off' }],
    ['with a mail server', { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@harbour.example' }],
  ])('%s there is no mailbox', async (_, settings) => {
    await mailer.send(MAIL);
    const real = await TestApi.on(api.database, settings);
    for (const path of ['/mailbox', '/mailbox/1']) expect((await new Phone(real).get(path)).status).toBe(404);
    await real.stop();
  });

  describe('the ways out of a worker', () => {
    const sms = { to: '+491701234567', text: 'See you', idempotencyKey: 'one' };

    it('are none in production without a mail server: it does not start', async () => {
      await expect(startWorker({ NODE_ENV: 'production' })).rejects.toThrow(
        /^SMTP_URL is not set, and this process needs it/,
      );
    });

    it('are none while messages are off, in production too', async () => {
      const off = await startWorker({ NODE_ENV: 'production', MESSAGES: 'off' });
      const later = { kind: 'later', reason: 'switched_off', retryAfterMs: 3_600_000 };
      expect(await off.get<Mailer>(MAILER).send(MAIL)).toEqual(later);
      expect(await off.get<SmsSender>(SMS_SENDER).send(sms)).toEqual(later);
      await off.close();
    });

    it('are the mail server that is set, and no SMS without an account; its connections end with the worker', async () => {
      const server = await MailServer.start({ tls: 'off' });
      const real = await startWorker({
        NODE_ENV: 'production',
        SMTP_URL: server.url,
        MAIL_FROM: 'no-reply@harbour.example',
      });
      expect(await real.get<Mailer>(MAILER).send(MAIL)).toMatchObject({ kind: 'accepted' });
      expect(await real.get<SmsSender>(SMS_SENDER).send(sms)).toEqual({ kind: 'refused', reason: 'no_provider' });
      expect(server.timesOf(MAIL.messageId)).toBe(1);
      await real.close();
      await server.untilLeft();
      await server.stop();
    });
  });
});
