import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { KeepMessageLink } from '../../dist/src/modules/access/index.js';
import { ComposeMessage } from '../../dist/src/modules/messaging/compose-message.js';
import { DeliverMessage } from '../../dist/src/modules/messaging/deliver-message.js';
import { MessageCounts } from '../../dist/src/modules/messaging/message-counts.js';
import { MessageSources } from '../../dist/src/modules/messaging/message-source.js';
import { NumberKeys } from '../../dist/src/modules/messaging/number-keys.js';
import { AlertLinks } from '../../dist/src/modules/staff-notices/alert-links.js';
import { StaffMessages } from '../../dist/src/modules/staff-notices/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../dist/src/platform/database/index.js';
import { Site } from '../../dist/src/platform/pages/index.js';
import { Metrics } from '../../dist/src/platform/telemetry/index.js';
import { median, printFigure, quantile, rounds } from './figures.mjs';

/** As many as one worker sends at once. */
const AT_ONCE = 10;
const SILENT = pino({ level: 'silent' });
const CONFIG = {
  accessTokenSecret: 'of the bench, long enough to sign',
  publicUrl: 'http://localhost',
  mailFrom: 'a@b.example',
};

const PLAN = `WITH raised AS (
    INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at)
    SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'bench', now() FROM generate_series(1, $4) RETURNING id)
  INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, membership_id, clinic_id, due_at, ready_at, look_at, state, created_at)
  SELECT $1, gen_random_uuid(), 'staff_alert', id, 'bench', 'call', 'sms', $3, $2, at, at, at, 'planned', now()
  FROM (SELECT id, now() + ($5::float8 + row_number() OVER () * $6::float8) * interval '1 ms' AS at FROM raised) AS due
  RETURNING id, due_at`;

/** The same claim and the same record, each in a transaction of its own. */
const CLAIM = `WITH claimed AS (
    UPDATE messages SET state = 'sending', attempts = attempts + 1, ready_at = now() + interval '60 s', look_at = now() + interval '60 s'
    WHERE practice_id = $1 AND id = $2 AND state = 'planned' AND ready_at <= now() RETURNING *),
  logged AS (INSERT INTO message_events (practice_id, message_id, at, state, attempt) SELECT $1, id, now(), 'sending', attempts FROM claimed)
  SELECT m.*, s.phone_key, p.name, c.name, c.time_zone FROM claimed m JOIN practices p ON p.id = $1
  JOIN clinics c ON c.practice_id = $1 AND c.id = m.clinic_id JOIN memberships s ON s.practice_id = $1 AND s.id = m.membership_id`;
const RECORD = `WITH settled AS (
    UPDATE messages SET state = 'sent', look_at = NULL, provider_id = 'bench', sent_at = now() WHERE practice_id = $1 AND id = $2 AND attempts = 1 RETURNING id)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt) SELECT $1, id, now(), 'sent', 1 FROM settled`;

/** Messages a second to a provider that takes everything, and how late they are at a steady rate. */
export async function benchMessages(world) {
  const bench = await openBench(world);
  try {
    await benchRate(world, bench);
    await benchLateness(world, bench);
  } finally {
    await bench.close();
  }
}

async function openBench({ ownerUrl, practice: { practiceId } }) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    `SELECT m.id AS member, (SELECT id FROM clinics WHERE practice_id = $1 LIMIT 1) AS clinic FROM memberships m WHERE m.practice_id = $1 LIMIT 1`,
    [practiceId],
  );
  await owner.query(`UPDATE memberships SET phone_key = '15550100' WHERE id = $1`, [rows[0].member]);
  const plan = async (count, inMs = 0, everyMs = 0) =>
    (await owner.query(PLAN, [practiceId, rows[0].clinic, rows[0].member, count, inMs, everyMs])).rows;
  const close = async () => {
    for (const table of ['message_events', 'messages', 'alert_links', 'alerts'])
      await owner.query(`DELETE FROM ${table} WHERE practice_id = $1`, [practiceId]);
    await owner.query('UPDATE memberships SET phone_key = NULL');
    await owner.end();
  };
  return { plan, close };
}

async function benchRate({ workerUrl, practice: { practiceId } }, { plan }) {
  const source = await createDataSource({
    url: workerUrl,
    poolSize: AT_ONCE,
    applicationName: 'bench-messages',
  }).initialize();
  const sources = new MessageSources([new StaffMessages(new AlertLinks(CONFIG))]);
  const links = new KeepMessageLink(CONFIG);
  const compose = new ComposeMessage(sources, links, new Site(CONFIG), CONFIG, new NumberKeys(CONFIG));
  const deliver = new DeliverMessage(
    new UnitOfWork(source, new DatabaseClock()),
    compose,
    new MessageCounts(new Metrics(SILENT)),
    SILENT,
  );
  const accepted = new Set();
  const takesAll = ({ message: { id } }) =>
    Promise.resolve(accepted.add(id) && { kind: 'accepted', providerId: 'bench' });
  const bare = await Promise.all(Array.from({ length: AT_ONCE }, () => bareClient(workerUrl, practiceId)));

  const count = rounds(20) === 1 ? 50 : 1_000;
  const ours = async (ids) => atOnce(ids, (id) => deliver.execute({ practiceId, id }, takesAll));
  const floor = async (ids) =>
    atOnce(ids, async (id, lane) => {
      for (const text of [CLAIM, RECORD]) await inTransaction(bare[lane], practiceId, text, [practiceId, id]);
    });
  const rates = { ours: [], floor: [] };
  const n = rounds(5);
  for (let nth = 0; nth < n; nth += 1) {
    for (const [name, way] of Object.entries({ ours, floor })) {
      const ids = (await plan(count)).map(({ id }) => id);
      const begun = performance.now();
      await way(ids);
      rates[name].push((count / (performance.now() - begun)) * 1_000);
    }
  }
  if (accepted.size !== n * count) throw new Error('Not every message was accepted.');
  await Promise.all([source.destroy(), ...bare.map((client) => client.end())]);
  const figures = { ours: median(rates.ours), floor: median(rates.floor), n: n * count };
  printFigure({ bench: 'messages claimed, sent and recorded a second', ...figures, target: 'ratio >= 0.5' });
}

/** Each of as many lanes as a worker has takes the next id. */
async function atOnce(ids, work) {
  const waiting = [...ids];
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) await work(id, lane);
  });
  await Promise.all(lanes);
}

async function bareClient(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** In as few journeys as units of work take: begin and enter, the statement, commit. */
async function inTransaction(client, practiceId, text, values) {
  await client.query(`BEGIN; SELECT set_config('app.practice', '${practiceId}', true)`);
  await client.query({ name: text.slice(0, 30), text, values });
  await client.query('COMMIT');
}

async function benchLateness({ workerUrl, appUrl, auditKey, recordsKey }, { plan }) {
  const came = new Map();
  const provider = createServer((request, response) => {
    came.set(request.headers['idempotency-key'], Date.now());
    request.resume();
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM0"}');
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const env = {
    ...{
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: appUrl,
      DATABASE_WORKER_URL: workerUrl,
    },
    ...{ ACCESS_TOKEN_SECRET: CONFIG.accessTokenSecret, RECORDS_KEY: recordsKey, AUDIT_KEY: auditKey },
    ...{
      SMS_ACCOUNT: 'AC0',
      SMS_TOKEN: 'bench',
      SMS_FROM: '+15550100',
      SMS_URL: `http://127.0.0.1:${provider.address().port}`,
    },
  };
  const worker = spawn(process.execPath, ['dist/src/worker.js'], { env, stdio: 'ignore' });
  const seconds = rounds(30) === 1 ? 2 : 30;
  const planned = await plan(20 * seconds, 8_000, 50);
  const last = planned.at(-1).due_at.getTime() + 30_000;
  while (came.size < planned.length && Date.now() < last) await pause(100);
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  provider.close();
  if (came.size < planned.length) throw new Error(`Only ${came.size} of ${planned.length} messages came.`);
  const late = planned.map(({ id, due_at: due }) => came.get(id) - due.getTime());
  if (Math.min(...late) < 0) throw new Error('A message was early.');
  printFigure({
    bench: 'lateness at 20 messages a second, 99th percentile (ms)',
    ...{ ours: quantile(late, 0.99), n: late.length, target: '<= 2000' },
  });
}
