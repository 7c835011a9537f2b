import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { completeConfig, ConfigModule, readGivenSettings } from '../../src/platform/config/index.js';
import { createDataSource, DatabaseClock, DatabaseModule, UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { FactTasks, STUCK_AFTER } from '../../src/platform/jobs/fact-tasks.js';
import type { FactTask } from '../../src/platform/jobs/fact-tasks.js';
import { JobsModule } from '../../src/platform/jobs/index.js';
import type { Fact, FactSubscriber } from '../../src/platform/jobs/index.js';
import { OutboxRelay } from '../../src/platform/jobs/outbox-relay.js';
import { Subscriptions } from '../../src/platform/jobs/subscriptions.js';
import { TellStuckTasks } from '../../src/platform/jobs/tell-stuck-tasks.js';
import { TelemetryModule } from '../../src/platform/telemetry/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../support/api.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const BOOKED = 'appointment.booked';
const REMINDERS = 'reminders.plan-messages';
const PATIENCE = { retryAfter: 1_000, longestPause: 300_000, requeueAfter: 60_000 };
const SECOND = 1_000;

/** Notes in a table, with its unit, what it heard. */
class Reminders implements FactSubscriber {
  readonly name = REMINDERS;
  readonly facts = [BOOKED];
  readonly called: { fact: Fact; actor: Tx['actor'] }[] = [];
  before: (tx: Tx) => Promise<void> = () => Promise.resolve();

  async handle(tx: Tx, fact: Fact): Promise<void> {
    this.called.push({ fact, actor: tx.actor });
    tx.write('INSERT INTO heard (practice_id, fact_id) VALUES ($1, $2)', [tx.practiceId, fact.id]);
    await this.before(tx);
  }
}

describe('tasks of facts', () => {
  let database: TestDatabase;
  let owner: Client;
  let worker: DataSource;
  let clock: DatabaseClock;
  let units: UnitOfWork;
  let reminders: Reminders;
  let subscriptions: Subscriptions;
  let tasks: FactTasks;
  let logged: Record<string, unknown>[];
  const logger = pino({}, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const actor: SystemActor = { kind: 'system', practiceId: newId(), name: 'test' };

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = new Client(database.ownerUrl);
    await owner.connect();
    await owner.query('CREATE TABLE heard (practice_id uuid, fact_id uuid)');
    await owner.query('GRANT INSERT ON heard TO unknot_worker');
    worker = await createDataSource({ url: database.workerUrl, poolSize: 8, applicationName: 'test' }).initialize();
    clock = new DatabaseClock();
    units = new UnitOfWork(worker, clock);
    reminders = new Reminders();
    subscriptions = new Subscriptions([reminders], [BOOKED]);
    tasks = new FactTasks({ source: worker, clock }, units, subscriptions, logger, PATIENCE);
    logged = [];
  });

  afterEach(async () => {
    await Promise.all([owner.end(), worker.destroy()]);
    await database.drop();
  });

  const rows = async <T>(text: string): Promise<T[]> => (await owner.query(text)).rows as T[];
  const heard = (): Promise<{ fact_id: string }[]> => rows('SELECT fact_id FROM heard ORDER BY fact_id');
  const waiting = async (): Promise<number> => (await rows('SELECT FROM fact_tasks')).length;
  const theTask = async (): Promise<unknown> =>
    (await rows<object>('SELECT attempts, last_error, queued_at FROM fact_tasks'))[0];
  const relay = (): OutboxRelay => new OutboxRelay(worker, logger, [], subscriptions);

  const happen = async (count = 1, as = actor): Promise<void> => {
    await units.do(as, (tx) => {
      for (let n = 0; n < count; n += 1) tx.emit(BOOKED, { appointmentId: newId() });
      return Promise.resolve();
    });
    await relay().relayBatch();
  };

  it('hand a fact to its subscriber in a unit of its practice, by the name of the subscriber, and are gone', async () => {
    await happen();
    const [emitted] = await rows<Fact>('SELECT id, fact, payload, created_at AS at FROM outbox');
    const [task] = await tasks.take(10);
    expect(task).toEqual({ practiceId: actor.practiceId, id: expect.any(String) as string, subscriber: REMINDERS });
    await tasks.run(task!);
    expect(reminders.called).toEqual([
      { fact: emitted, actor: { kind: 'system', practiceId: actor.practiceId, name: REMINDERS } },
    ]);
    expect([await heard(), await waiting()]).toEqual([[{ fact_id: emitted!.id }], 0]);
  });

  it('that are run again when they are done do nothing', async () => {
    await happen();
    const [task] = await tasks.take(10);
    await tasks.run(task!);
    await tasks.run(task!);
    expect(await heard()).toHaveLength(1);
  });

  it('that are run twice at once are done once, and nobody waits for the other', async () => {
    await happen();
    const [task] = await tasks.take(10);
    let second: Promise<void> | undefined;
    reminders.before = () => (second ??= tasks.run(task!));
    await tasks.run(task!);
    expect([reminders.called.length, (await heard()).length, await waiting()]).toEqual([1, 1, 0]);
  });

  it('of thousands of facts in two practices are done exactly once by two relays and two workers', async () => {
    const other: SystemActor = { ...actor, practiceId: newId() };
    for (const as of [actor, other]) {
      await units.do(as, (tx) => {
        for (let n = 0; n < 700; n += 1) tx.emit(BOOKED, { appointmentId: newId() });
        return Promise.resolve();
      });
    }
    const drainOutbox = async (): Promise<void> => {
      for (const one = relay(); (await one.relayBatch()) > 0;);
    };
    await Promise.all([drainOutbox(), drainOutbox()]);
    const another = new FactTasks({ source: worker, clock }, units, subscriptions, logger, PATIENCE);
    const workAll = async (by: FactTasks): Promise<void> => {
      for (let taken = await by.take(50); taken.length > 0; taken = await by.take(50)) {
        await Promise.all(taken.map((task) => by.run(task)));
      }
    };
    await Promise.all([workAll(tasks), workAll(another)]);
    const emitted = await rows<{ fact_id: string }>('SELECT id AS fact_id FROM outbox ORDER BY id');
    expect(emitted).toHaveLength(1_400);
    expect([await heard(), await waiting()]).toEqual([emitted, 0]);
  });

  it('are taken in the order of their facts, each by one worker', async () => {
    await happen(30);
    const [first, second] = [await tasks.take(20), await tasks.take(20)];
    const inOrder = await rows<{ id: string }>('SELECT id FROM fact_tasks ORDER BY emitted_at, fact_id');
    expect([...first, ...second].map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    const [one, other] = await Promise.all([tasks.take(20), tasks.take(20)]);
    expect([one.length, other.length]).toEqual([0, 0]);
  });

  it('that a queue has lost are taken again after a minute, and not before', async () => {
    await happen();
    const [task] = await tasks.take(10);
    clock.offset = 59 * SECOND;
    expect(await tasks.take(10)).toEqual([]);
    clock.offset = 61 * SECOND;
    expect(await tasks.take(10)).toEqual([task]);
  });

  it('that fail are kept with all that their subscriber did undone, and come again until they succeed', async () => {
    await happen();
    reminders.before = () => Promise.reject(new TypeError('the client Ada Lovelace has no e-mail address'));
    const [task] = await tasks.take(10);
    await tasks.run(task!);
    expect(await heard()).toEqual([]);
    expect(await theTask()).toEqual({ attempts: 1, last_error: 'TypeError', queued_at: null });
    expect(await tasks.take(10)).toEqual([]);
    reminders.before = () => Promise.resolve();
    clock.offset = SECOND;
    for (const again of await tasks.take(10)) await tasks.run(again);
    expect([(await heard()).length, await waiting()]).toEqual([1, 0]);
    expect(logged).toMatchObject([
      { level: 40, subscriber: REMINDERS, attempts: 1, task: task!.id, name: 'TypeError' },
    ]);
    expect(JSON.stringify(logged)).not.toContain('Lovelace');
  });

  it('that fail at a statement, also one whose answer nobody awaits, are kept with the code of it', async () => {
    await happen();
    reminders.before = (tx) => Promise.resolve(tx.write('SELECT 1 / 0'));
    await tasks.run((await tasks.take(10))[0]!);
    expect([await heard(), await theTask()]).toEqual([[], { attempts: 1, last_error: '22012', queued_at: null }]);
  });

  it('wait longer after each failure, by chance up to half as long, five minutes at most', async () => {
    await happen();
    reminders.before = () => Promise.reject(new Error('no'));
    const pauses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const [task] = await tasks.take(1);
      await tasks.run(task!);
      const [{ pause: seconds }] = (await rows(
        'SELECT extract(epoch FROM next_at - clock_timestamp())::float8 AS pause FROM fact_tasks',
      )) as [{ pause: number }];
      pauses.push(seconds - clock.offset / SECOND);
      clock.offset += 300 * SECOND;
    }
    for (const [n, pause] of pauses.entries()) {
      const longest = Math.min(2 ** n, 300);
      expect(pause).toBeLessThanOrEqual(longest);
      expect(pause).toBeGreaterThan(longest / 2 - 2);
    }
  });

  it('that fail too often are told of as stuck, and go on by themselves once the fault is mended', async () => {
    await happen(2);
    const tell = new TellStuckTasks(worker, logger);
    reminders.before = () => Promise.reject(new Error('no'));
    const tryAll = async (): Promise<void> => {
      for (const task of await tasks.take(10)) await tasks.run(task);
      clock.offset += 300 * SECOND;
    };
    for (let n = 1; n < STUCK_AFTER; n += 1) await tryAll();
    expect(await tell.execute()).toBe(0);
    await tryAll();
    logged = [];
    expect(await tell.execute()).toBe(2);
    expect(logged).toMatchObject([{ level: 50, subscriber: REMINDERS, waiting: 2, stuck: 2 }]);
    reminders.before = () => Promise.resolve();
    await tryAll();
    expect([(await heard()).length, await waiting(), await tell.execute()]).toEqual([2, 0, 0]);
  });

  it('of a subscriber that this version of the program does not have wait for one that has it', async () => {
    await happen();
    const [task] = await tasks.take(10);
    const older = new FactTasks({ source: worker, clock }, units, new Subscriptions([], []), logger, PATIENCE);
    await older.run(task!);
    expect(await theTask()).toEqual({ attempts: 1, last_error: 'NoSubscriber', queued_at: null });
    clock.offset = SECOND;
    await tasks.run((await tasks.take(10))[0]!);
    expect(await waiting()).toBe(0);
  });

  it('outlive a database that is away: whoever runs one hears of it, and the task stays', async () => {
    await happen();
    const [task] = await tasks.take(10);
    await owner.query('REVOKE SELECT ON fact_tasks FROM unknot_worker');
    await expect(tasks.run(task!)).rejects.toMatchObject({ code: '42501' });
    await owner.query('GRANT SELECT ON fact_tasks TO unknot_worker');
    await tasks.run(task!);
    expect([(await heard()).length, await waiting()]).toEqual([1, 0]);
  });

  it('are in reach of a worker one practice at a time, and of nobody who serves requests', async () => {
    await happen();
    expect(await worker.query('SELECT FROM fact_tasks')).toEqual([]);
    const stranger: FactTask = { ...(await tasks.take(10))[0]!, practiceId: newId() };
    await tasks.run(stranger);
    expect([await heard(), await waiting()]).toEqual([[], 1]);
    const app = new Client(database.appUrl);
    await app.connect();
    for (const statement of ['SELECT FROM fact_tasks', `SELECT gate.take_fact_tasks(now(), '1 minute', 1)`]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await app.end();
  });

  it('are taken through the index of what is due, however many are not', async () => {
    await owner.query(
      `INSERT INTO fact_tasks (practice_id, id, fact_id, subscriber, fact, payload, emitted_at, next_at)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), $2, $3, '{}', now(), now() + CASE WHEN n > 30 THEN 1 ELSE -1 END * interval '1 minute'
       FROM generate_series(1, 20000) AS n`,
      [actor.practiceId, REMINDERS, BOOKED],
    );
    await owner.query('ANALYZE fact_tasks');
    const [{ body }] = (await rows(
      `SELECT prosrc AS body FROM pg_proc WHERE oid = 'gate.take_fact_tasks'::regproc`,
    )) as [{ body: string }];
    const text = body
      .replace(/\bat_most\b/g, '500')
      .replace(/\brequeue_after\b/g, `interval '1 minute'`)
      .replace(/\bat\b/g, 'now()');
    const [{ 'QUERY PLAN': plan }] = (await rows(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`)) as [
      { 'QUERY PLAN': unknown },
    ];
    const scan = nodesOf(plan).find((node) => node['Index Name'] === 'fact_tasks_due');
    expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Actual Rows': 30 });
    expect(scan!['Rows Removed by Filter'] ?? 0).toBe(0);
    expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  });

  describe('of a whole worker', () => {
    const start = (...subscribers: Type<FactSubscriber>[]): Promise<INestApplicationContext> => {
      @Module({ providers: subscribers, exports: subscribers })
      class SubscribersModule {}
      const config = completeConfig({
        ...readGivenSettings({ LOG_LEVEL: 'silent' }),
        ...{ databaseUrl: database.appUrl, databaseWorkerUrl: database.workerUrl },
        ...{ accessTokenSecret: TOKEN_SECRET, recordsKey: RECORDS_KEY },
      });
      const given = {
        imports: [SubscribersModule],
        jobs: [],
        liveFacts: [],
        facts: [BOOKED],
        subscribers,
        queuedWork: [],
      };
      @Module({
        imports: [
          ConfigModule.for(config),
          TelemetryModule.for(config),
          DatabaseModule.for({ url: database.workerUrl, poolSize: 2, applicationName: 'test', entities: [] }),
          JobsModule.for(given),
        ],
      })
      class WorkerModule {}
      return NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false });
    };

    it('are carried by the queue to the subscriber, until the worker closes', async () => {
      const app = await start(Reminders);
      await units.do(actor, (tx) => Promise.resolve(tx.emit(BOOKED, { appointmentId: newId() })));
      while ((await heard()).length === 0) await pause(20);
      await app.close();
      expect([(await heard()).length, await waiting()]).toEqual([1, 0]);
      expect(app.get(Reminders).called).toMatchObject([{ actor: { name: REMINDERS } }]);
    });

    class Misspelt extends Reminders {
      override readonly facts = ['appointment.boked'];
    }
    class Twin extends Reminders {}

    it.each<[what: string, subscribers: Type<FactSubscriber>[], sentence: string]>([
      ['that asks for a fact no module emits', [Misspelt], 'asks for "appointment.boked", which no module emits'],
      ['of the same name as another', [Reminders, Twin], `Two subscribers are called "${REMINDERS}"`],
    ])('keep it from starting with a subscriber %s', async (_, subscribers, sentence) => {
      await expect(start(...subscribers)).rejects.toThrow(sentence);
    });
  });
});

function nodesOf(plan: unknown): Record<string, unknown>[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  return [plan as Record<string, unknown>, ...Object.values(plan).flatMap(nodesOf)];
}
