import { Client } from 'pg';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { newId, refuse } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { OutboxRelay } from '../../src/platform/jobs/outbox-relay.js';
import { Subscriptions } from '../../src/platform/jobs/subscriptions.js';
import { LIVE_CHANNEL } from '../../src/platform/live/index.js';
import type { LiveFact } from '../../src/platform/live/live-channel.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const SILENT = pino({ level: 'silent' });
const BOOKED = 'appointment.booked';
const MOVED = 'appointment.moved';
const FENCE = 'test.fence';
const SUBSCRIPTIONS = new Subscriptions(
  [
    { name: 'recall.forget-due', facts: [BOOKED], handle: () => Promise.resolve() },
    { name: 'reminders.plan-messages', facts: [MOVED, BOOKED], handle: () => Promise.resolve() },
  ],
  [BOOKED, MOVED],
);

describe('the relay of the outbox', () => {
  let database: TestDatabase;
  let owner: Client;
  let ear: Client;
  let heard: LiveFact[];
  let api: DataSource;
  let worker: DataSource;
  let units: UnitOfWork;
  let relays: OutboxRelay[];
  const actor: SystemActor = { kind: 'system', practiceId: newId(), name: 'test' };

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = new Client(database.ownerUrl);
    ear = new Client(database.appUrl);
    await Promise.all([owner.connect(), ear.connect()]);
    heard = [];
    ear.on('notification', ({ payload }) => heard.push(JSON.parse(payload!) as LiveFact));
    await ear.query(`LISTEN ${LIVE_CHANNEL}`);
    api = await createDataSource({ url: database.appUrl, poolSize: 4, applicationName: 'test' }).initialize();
    worker = await createDataSource({ url: database.workerUrl, poolSize: 4, applicationName: 'test' }).initialize();
    units = new UnitOfWork(api, new DatabaseClock());
    relays = [1, 2].map(() => new OutboxRelay(worker, SILENT, ['appointment.%', FENCE], SUBSCRIPTIONS));
  });

  afterEach(async () => {
    await Promise.all([owner.end(), ear.end(), api.destroy(), worker.destroy()]);
    await database.drop();
  });

  const emit = (...facts: [fact: string, payload: Record<string, unknown>][]): Promise<void> =>
    units.do(actor, (tx) => Promise.resolve(facts.forEach(([fact, payload]) => tx.emit(fact, payload))));

  /** What has been notified so far, in order: notifications arrive as they were committed. */
  const announced = async (): Promise<LiveFact[]> => {
    const fence = new Promise<void>((resolve) => {
      ear.on('notification', ({ payload }) => payload!.includes(FENCE) && resolve());
    });
    await owner.query(`SELECT pg_notify($1, $2)`, [LIVE_CHANNEL, JSON.stringify({ fact: FENCE })]);
    await fence;
    return heard.filter(({ fact }) => fact !== FENCE);
  };

  it('announces a committed fact with its ids and nothing else', async () => {
    const [clinicId, appointmentId] = [newId(), newId()];
    await emit([BOOKED, { clinicId, appointmentId, reason: 'not for the board' }]);
    expect(await relays[0]!.relayBatch()).toBe(1);
    expect(await announced()).toEqual([{ practiceId: actor.practiceId, clinicId, appointmentId, fact: BOOKED }]);
    expect(await relays[0]!.relayBatch()).toBe(0);
  });

  it('announces no fact that no board shows, and is done with it all the same', async () => {
    await emit(['client.edited', { clientId: newId() }]);
    expect(await relays[0]!.relayBatch()).toBe(1);
    expect(await announced()).toEqual([]);
    const { rows } = await owner.query('SELECT count(*)::integer AS waiting FROM outbox WHERE relayed_at IS NULL');
    expect(rows).toEqual([{ waiting: 0 }]);
  });

  it('leaves each subscriber a task for each fact that it asks for, with the ids of the fact, and none for any other', async () => {
    const other: SystemActor = { kind: 'system', practiceId: newId(), name: 'test' };
    const [booked, moved] = [{ appointmentId: newId() }, { appointmentId: newId(), clinicId: newId() }];
    await emit([BOOKED, booked], ['client.merged', { sourceId: newId() }]);
    await units.do(other, (tx) => Promise.resolve(tx.emit(MOVED, moved)));
    await relays[0]!.relayBatch();
    const { rows } = await owner.query(
      `SELECT t.practice_id AS practice, t.subscriber, t.fact, t.payload, t.emitted_at = o.created_at AS "asEmitted", t.attempts
       FROM fact_tasks t JOIN outbox o ON o.practice_id = t.practice_id AND o.id = t.fact_id ORDER BY t.fact_id, t.subscriber`,
    );
    const fresh = { asEmitted: true, attempts: 0 };
    expect(rows).toEqual([
      { practice: actor.practiceId, subscriber: 'recall.forget-due', fact: BOOKED, payload: booked, ...fresh },
      { practice: actor.practiceId, subscriber: 'reminders.plan-messages', fact: BOOKED, payload: booked, ...fresh },
      { practice: other.practiceId, subscriber: 'reminders.plan-messages', fact: MOVED, payload: moved, ...fresh },
    ]);
  });

  it('that relays a fact once more, since somebody took back its mark, leaves no second task', async () => {
    await emit([MOVED, { appointmentId: newId() }]);
    await relays[0]!.relayBatch();
    await owner.query('UPDATE outbox SET relayed_at = NULL');
    expect(await relays[0]!.relayBatch()).toBe(1);
    expect((await owner.query('SELECT FROM fact_tasks')).rowCount).toBe(1);
  });

  it('hears nothing of a unit that was refused or that failed', async () => {
    const fact = { appointmentId: newId() };
    await units.run(actor, (tx) => {
      tx.emit(BOOKED, fact);
      return Promise.resolve(refuse('taken'));
    });
    const failing = units.run(actor, (tx) => {
      tx.emit(BOOKED, fact);
      return Promise.reject(new Error('out of paper'));
    });
    await expect(failing).rejects.toThrow('out of paper');
    expect(await relays[0]!.relayBatch()).toBe(0);
    expect(await announced()).toEqual([]);
  });

  it('sees a fact only once its unit has committed', async () => {
    const unit = await units.open(actor);
    await unit.tx.sql('INSERT INTO outbox (practice_id, id, fact, payload) VALUES ($1, $2, $3, $4)', [
      ...[actor.practiceId, newId(), BOOKED, {}],
    ]);
    expect(await relays[0]!.relayBatch()).toBe(0);
    await unit.commit();
    expect(await relays[0]!.relayBatch()).toBe(1);
  });

  it('runs twice at once and still announces each fact once, with one task a subscriber', async () => {
    const appointmentIds = Array.from({ length: 2_300 }, () => newId());
    await emit(...appointmentIds.map((id): [string, Record<string, unknown>] => [BOOKED, { appointmentId: id }]));
    const drain = async (relay: OutboxRelay): Promise<number> => {
      let total = 0;
      for (let relayed = await relay.relayBatch(); relayed > 0; relayed = await relay.relayBatch()) total += relayed;
      return total;
    };
    const [one = 0, other = 0] = await Promise.all(relays.map(drain));
    expect(one + other).toBe(2_300);
    expect((await announced()).map((fact) => fact.appointmentId).sort()).toEqual(appointmentIds.sort());
    const { rows } = await owner.query(`SELECT count(*)::integer AS tasks FROM fact_tasks`);
    expect(rows).toEqual([{ tasks: 2 * 2_300 }]);
  });

  it('neither announces nor marks nor leaves tasks when it dies before its commit', async () => {
    await emit([BOOKED, { appointmentId: newId() }]);
    // The mark is refused at the last moment, after everything else has been done.
    await owner.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`);
    await owner.query(`CREATE CONSTRAINT TRIGGER die AFTER UPDATE ON outbox DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION die()`);
    await expect(relays[0]!.relayBatch()).rejects.toThrow('killed');
    expect(await announced()).toEqual([]);
    expect((await owner.query('SELECT FROM fact_tasks')).rowCount).toBe(0);
    await owner.query('DROP TRIGGER die ON outbox');
    expect(await relays[0]!.relayBatch()).toBe(1);
    expect(await announced()).toHaveLength(1);
  });

  it('finds what waits through its index, however much was relayed before', async () => {
    await owner.query(
      `INSERT INTO outbox (practice_id, id, fact, payload, relayed_at)
       SELECT $1, gen_random_uuid(), 'appointment.booked', '{}', now() FROM generate_series(1, 20000)`,
      [actor.practiceId],
    );
    await owner.query('ANALYZE outbox');
    await emit([BOOKED, { appointmentId: newId() }]);
    const plan: Record<string, string>[] = [];
    const explaining = {
      query: async (text: string, values: unknown[]) => {
        plan.push(...(await worker.query<Record<string, string>[]>(`EXPLAIN ${text}`, values)));
        return [{ relayed: 0 }];
      },
    } as unknown as DataSource;
    await new OutboxRelay(explaining, SILENT, ['appointment.%'], SUBSCRIPTIONS).relayBatch();
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toMatch(/Index Scan using outbox_pending/);
    expect(lines).toMatch(/Index Scan using outbox_pkey/);
    expect(lines).not.toMatch(/Seq Scan on outbox/);
  });

  it('relays by itself until it is closed, also after the database was away', async () => {
    const relay = relays[0]!;
    relay.start();
    const next = (): Promise<void> => new Promise((resolve) => ear.once('notification', () => resolve()));
    for (const round of ['first', 'after every connection of the worker was cut']) {
      const notified = next();
      await emit([BOOKED, { appointmentId: newId(), round }]);
      await notified;
      await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'unknot_worker'`);
    }
    await relay.close();
    expect(heard).toHaveLength(2);
  });
});
