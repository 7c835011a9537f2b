import { Client } from 'pg';
import { pino } from 'pino';
import { newId } from '../../src/kernel/index.js';
import { LIVE_CHANNEL, LiveHub } from '../../src/platform/live/index.js';
import type { LiveEvent } from '../../src/platform/live/index.js';
import { LiveSubscription } from '../../src/platform/live/live-subscription.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const SILENT = pino({ level: 'silent' });
const RESYNC: LiveEvent = { kind: 'resync' };
const changed = (appointmentId: string | null): LiveEvent => ({ kind: 'changed', appointmentId });

describe('what an API process hears of PostgreSQL', () => {
  const [practiceId, clinicId] = [newId(), newId()];
  let database: TestDatabase;
  let owner: Client;
  let hub: LiveHub;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = new Client(database.ownerUrl);
    await owner.connect();
    hub = new LiveHub({ databaseUrl: database.appUrl }, SILENT);
    await hub.onApplicationBootstrap();
  });

  afterEach(async () => {
    await hub.onModuleDestroy();
    await owner.end();
    await database.drop();
  });

  const notify = (payload: string): Promise<unknown> =>
    owner.query('SELECT pg_notify($1, $2)', [LIVE_CHANNEL, payload]);

  const book = async (): Promise<string> => {
    const appointmentId = newId();
    await notify(JSON.stringify({ practiceId, clinicId, appointmentId, fact: 'appointment.booked' }));
    return appointmentId;
  };

  const listeners = async (): Promise<number[]> => {
    const { rows } = await owner.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'unknot-live' AND datname = current_database()`,
    );
    return rows.map(({ pid }) => pid);
  };

  const subscribe = async (): Promise<LiveSubscription> => {
    const subscription = hub.subscribe({ practiceId, clinicId });
    expect(await take(subscription)).toEqual(RESYNC);
    return subscription;
  };

  it('goes through one connection, however many subscribers there are', async () => {
    const subscriptions = await Promise.all([subscribe(), subscribe(), subscribe()]);
    const appointmentId = await book();
    expect(await Promise.all(subscriptions.map(take))).toEqual(Array(3).fill(changed(appointmentId)));
    expect(await listeners()).toHaveLength(1);
  });

  it('after only that connection is cut: everybody reads again, and events go on', async () => {
    const subscriptions = await Promise.all([subscribe(), subscribe()]);
    const [before] = await listeners();
    await owner.query('SELECT pg_terminate_backend($1)', [before]);
    expect(await Promise.all(subscriptions.map(take))).toEqual([RESYNC, RESYNC]);
    const appointmentId = await book();
    expect(await Promise.all(subscriptions.map(take))).toEqual([changed(appointmentId), changed(appointmentId)]);
    expect(await listeners()).not.toEqual([before]);
  });

  it('comes back after the database refused it for a while', async () => {
    const subscription = await subscribe();
    await owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
    await owner.query('SELECT pg_terminate_backend($1)', await listeners());
    const resync = take(subscription);
    await refused(database);
    await owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
    expect(await resync).toEqual(RESYNC);
    const appointmentId = await book();
    expect(await take(subscription)).toEqual(changed(appointmentId));
  });

  it('takes a notification that is no fact for nothing', async () => {
    const subscription = await subscribe();
    for (const payload of ['', 'no json', 'null', '5', '{}', '{"practiceId":7}']) await notify(payload);
    const appointmentId = await book();
    expect(await take(subscription)).toEqual(changed(appointmentId));
  });

  it('ends every subscription and its connection with the process', async () => {
    const subscription = await subscribe();
    const next = subscription.next();
    await hub.onModuleDestroy();
    expect(await next).toEqual({ done: true, value: undefined });
    while ((await listeners()).length > 0);
  });
});

describe('a subscriber', () => {
  const subscription = (): { events: LiveSubscription; ends: LiveSubscription[] } => {
    const ends: LiveSubscription[] = [];
    return { events: new LiveSubscription((ended) => ends.push(ended)), ends };
  };

  it('gets events in order, whether it waits for them or they for it', async () => {
    const { events } = subscription();
    const first = take(events);
    for (const id of ['a', 'b', 'c']) events.push(changed(id));
    expect([await first, await take(events), await take(events)]).toEqual([changed('a'), changed('b'), changed('c')]);
  });

  it('who is slow reads again instead of catching up, and then hears of what comes after', async () => {
    const { events } = subscription();
    for (let n = 0; n < 10_000; n += 1) events.push(changed(String(n)));
    expect(await take(events)).toEqual(RESYNC);
    events.push(changed('later'));
    expect(await take(events)).toEqual(changed('later'));
  });

  it('reads again once, whatever else happened meanwhile', async () => {
    const { events } = subscription();
    events.push(changed('before'));
    events.push(RESYNC);
    events.push(changed('after'));
    events.push(RESYNC);
    const next = take(events);
    expect(await next).toEqual(RESYNC);
    events.push(changed('later'));
    expect(await take(events)).toEqual(changed('later'));
  });

  it('who leaves while waiting is let go at once, and once', async () => {
    const { events, ends } = subscription();
    const waiting = events.next();
    await events.return();
    await events.return();
    events.push(changed('too late'));
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(ends).toEqual([events]);
  });
});

async function take(subscription: LiveSubscription): Promise<LiveEvent | undefined> {
  return (await subscription.next()).value;
}

/** Returns once the database has turned somebody of the API's role away. */
async function refused({ appUrl }: TestDatabase): Promise<void> {
  const client = new Client(appUrl);
  await expect(client.connect()).rejects.toThrow('too many connections');
}
