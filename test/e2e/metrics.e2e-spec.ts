import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { newId } from '../../src/kernel/index.js';
import { MESSAGE_KINDS } from '../../src/modules/messaging/domain/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Metrics, serveMetrics } from '../../src/platform/telemetry/index.js';
import { startWorker } from '../../src/worker.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { MailServer } from '../support/mail-server.js';
import { SmsProvider } from '../support/sms-provider.js';

const PLAN = `WITH raised AS (
    INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at)
    SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'emergency_answers', now() FROM generate_series(1, $5) RETURNING id)
  INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, membership_id, clinic_id, due_at, ready_at, look_at, state, sent_at, created_at)
  SELECT $1, gen_random_uuid(), 'staff_alert', id, 'raised', 'call', $3, $6, $2, at, at, CASE $7 WHEN 'planned' THEN at END, $7, null, at
  FROM raised, (SELECT now() + $4 * interval '1 minute' AS at) AS due`;
const BUFFERS = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)
  SELECT * FROM gate.open_messages(now(), now() - interval '5 minutes', now() + interval '6 hours')`;

/** As Prometheus would keep them: what is counted, by name and labels in the order of the alphabet. */
const seriesOf = (text: string): Map<string, number> =>
  new Map(
    [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels = '', value]) => [
      `${name} ${[...labels.matchAll(/(\w+)="([^"]*)"/g)]
        .map(([, label, of]) => `${label}=${of}`)
        .sort()
        .join(' ')}`.trim(),
      Number(value),
    ]),
  );

describe('metrics', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let mails: MailServer;
  let sms: SmsProvider;
  let membershipId: string;
  let token: string;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    [api, mails, sms] = await Promise.all([TestApi.start(), MailServer.start({ tls: 'off' }), SmsProvider.start()]);
    clinic = await createClinic(api.database);
    const manager = await clinic.actor('manager');
    ({ membershipId } = manager);
    token = await tokenFor(api.app, manager);
    await clinic.sql(`UPDATE memberships SET phone_key = '4930123456'`);
  });
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });
  afterAll(async () => {
    await clinic.close();
    await Promise.all([api.stop(), mails.stop(), sms.stop()]);
  });

  const work = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const worker = await startWorker(
      readConfig({
        ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY },
        ...{ DATABASE_URL: api.database.appUrl, DATABASE_WORKER_URL: api.database.workerUrl, AUDIT_KEY: RECORDS_KEY },
        ...{ SMTP_URL: mails.url, MAIL_FROM: 'desk@harbour.example', ...sms.settings },
        ...more,
      }),
    );
    open.push(worker);
    const served = await serveMetrics({ port: 0, host: '127.0.0.1' }, [api.app.get(Metrics), worker.metrics]);
    open.push(served);
    return served.url;
  };
  const scrape = async (url: string): Promise<Map<string, number>> => seriesOf(await (await fetch(url)).text());
  const plan = (channel: 'email' | 'sms', inMinutes: number, count = 1, state = 'planned') =>
    clinic.sql(PLAN, [clinic.practiceId, clinic.clinicId, channel, inMinutes, count, membershipId, state]);

  it('say what is due, how late it is and what became of it, by kind and channel', async () => {
    await plan('email', -10, 2);
    await plan('sms', -1);
    await plan('sms', 60);
    const waiting = await scrape(await work({ MESSAGES: 'off' }));
    const of = (series: Map<string, number>, name: string, channel: string, more = '') =>
      series.get(`unknot_${name} channel=${channel} kind=staff_alert${more}`);
    expect(['due', 'late'].map((name) => of(waiting, `messages_${name}`, 'email'))).toEqual([2, 2]);
    expect(['due', 'late'].map((name) => of(waiting, `messages_${name}`, 'sms'))).toEqual([1, 0]);
    expect(Math.floor(of(waiting, 'messages_oldest_due_seconds', 'email')! / 60)).toBe(10);
    expect(Math.floor(of(waiting, 'messages_oldest_due_seconds', 'sms')! / 60)).toBe(1);
    expect(of(waiting, 'messages_total', 'email', ' outcome=sent')).toBe(0);
    expect(waiting.get('unknot_reading_up reading=messages')).toBe(1);
    expect(waiting.get('unknot_facts_unrelayed')).toBe(0);
    expect(waiting.get('unknot_queue_jobs queue=messages-email state=waiting')).toBe(0);
    for (const each of open.splice(0).reverse()) await each.close();

    sms.manners = { answers: { status: 400, code: 21211 } };
    const url = await work();
    const settled = `SELECT count(*)::int AS left FROM messages WHERE state IN ('planned', 'sending') AND due_at < now()`;
    while ((await clinic.sql<{ left: number }>(settled))[0]!.left > 0) await pause(50);
    // A provider that is away: it is tried again, and neither due nor late.
    sms.manners = { answers: { status: 503 } };
    await plan('sms', 0);
    while ((await clinic.sql(`SELECT FROM messages WHERE state = 'planned' AND attempts > 0`)).length === 0)
      await pause(50);
    const done = await scrape(url);
    expect(of(done, 'messages_total', 'email', ' outcome=sent')).toBe(2);
    expect(of(done, 'messages_total', 'sms', ' outcome=failed')).toBe(1);
    expect(of(done, 'messages_total', 'sms', ' outcome=put_off')).toBe(1);
    expect(of(done, 'messages_total', 'sms', ' outcome=sent')).toBe(0);
    expect([of(done, 'messages_due', 'sms'), of(done, 'messages_retried', 'sms')]).toEqual([0, 1]);
    expect(of(done, 'messages_due', 'email') ?? 0).toBe(0);
  });

  it('hold times of requests by route and type of operation, and nothing that anybody chose', async () => {
    await api.data(`query ChosenBySomebody { clinics { id } }`, {}, token);
    await api.graphql(`query { nothing(`, {}, token);
    await fetch(`${api.url}/appointment/a-token-of-a-client`);
    await fetch(`${api.url}/nowhere/${newId()}`);
    const url = await work({ MESSAGES: 'off' });
    const text = await (await fetch(url)).text();
    const series = seriesOf(text);
    expect(series.get('unknot_graphql_operation_seconds_count outcome=ok type=query')).toBe(1);
    expect(series.get('unknot_graphql_operation_seconds_count outcome=errors type=none')).toBe(1);
    expect(series.get('unknot_http_request_seconds_count route=/appointment/:token status=4xx')).toBe(1);
    expect(series.get('unknot_http_request_seconds_count route=none status=4xx')).toBe(1);
    const described = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    expect(described.filter((name, at) => described.indexOf(name) !== at)).toEqual([]);
    expect(series.get('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(text).not.toMatch(/ChosenBySomebody|a-token-of-a-client|Harbour|Quay|Sam|[0-9a-f]{8}-[0-9a-f]{4}-/);
    const values = (label: string) =>
      new Set([...text.matchAll(new RegExp(`[{,]${label}="([^"]*)"`, 'g'))].map((m) => m[1]));
    expect(values('kind')).toEqual(new Set([...Object.keys(MESSAGE_KINDS), ...kindsOfProcess(text)]));
    expect(values('channel')).toEqual(new Set(['email', 'sms']));
    expect(values('state')).toEqual(new Set(['waiting', 'active', 'delayed', 'failed']));
    expect(values('queue')).toEqual(new Set(['sweeps', 'facts', 'messages-email', 'messages-sms']));
    const labels = new Set(
      [...text.matchAll(/^unknot_\w+\{(.*)\}/gm)].flatMap(([, all]) => [...all!.matchAll(/(\w+)="/g)].map((m) => m[1])),
    );
    const bounded = [
      'kind',
      'channel',
      'outcome',
      'route',
      'status',
      'type',
      'reading',
      'queue',
      'state',
      'subscriber',
      'le',
    ];
    expect([...labels].filter((label) => !bounded.includes(label!))).toEqual([]);
  });
  /** Node's own have kinds too, as of garbage collections. */
  const kindsOfProcess = (text: string): string[] =>
    [...text.matchAll(/^(?!unknot_)\w+\{.*?kind="([^"]*)"/gm)].map(([, kind]) => kind!);

  it('are nowhere on the port of the API, and at one address of their own', async () => {
    const url = new URL(await work({ MESSAGES: 'off' }));
    expect((await fetch(`${api.url}/metrics`)).status).toBe(404);
    expect(url.hostname).toBe('127.0.0.1');
    expect((await fetch(new URL('/', url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
    const taken = serveMetrics({ port: Number(url.port), host: '127.0.0.1' }, []);
    await expect(taken).rejects.toThrow(/^METRICS_PORT \d+ of 127.0.0.1 cannot be listened on \(EADDRINUSE\)/);
  });

  it('cost what is open, and not what was sent', async () => {
    const worker = new Client(api.database.workerUrl);
    await worker.connect();
    const buffers = async (): Promise<number> => {
      await clinic.sql('VACUUM ANALYZE messages');
      const { rows } = await worker.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(BUFFERS);
      const { Plan: plan } = rows[0]!['QUERY PLAN'][0];
      return plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!;
    };
    await plan('email', -10, 500, 'sent');
    await buffers();
    const few = await buffers();
    await plan('email', -10, 9_500, 'sent');
    await buffers();
    expect(await buffers()).toBeLessThanOrEqual(few * 1.1 + 1);
    await worker.end();
  });
});
