import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import { KeepMessageLink } from '../../src/modules/access/index.js';
import { ComposeMessage } from '../../src/modules/messaging/compose-message.js';
import { DeliverMessage } from '../../src/modules/messaging/deliver-message.js';
import type { Parcel } from '../../src/modules/messaging/deliver-message.js';
import { callOffMessages, planMessages } from '../../src/modules/messaging/index.js';
import type { Composed, Later, MessageToSend, NotSent, PlannedMessage } from '../../src/modules/messaging/index.js';
import { MessageCounts } from '../../src/modules/messaging/message-counts.js';
import { MessageSources } from '../../src/modules/messaging/message-source.js';
import { WatchLateness } from '../../src/modules/messaging/jobs/watch-lateness.js';
import { NumberKeys } from '../../src/modules/messaging/number-keys.js';
import { takeMessages } from '../../src/modules/messaging/storage/due-messages.js';
import { stopAddress } from '../../src/modules/messaging/storage/stopped-addresses.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import type { Sending } from '../../src/platform/notifications/index.js';
import { Site } from '../../src/platform/pages/index.js';
import { Metrics } from '../../src/platform/telemetry/index.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const SILENT = pino({ level: 'silent' });

const MINUTE = 60_000;
/** 12:00 in Berlin, the clinic's zone. */
const NOON = Date.parse('2026-07-06T10:00:00Z');
const NIGHT = Date.parse('2026-07-06T20:00:00Z'); // 22:00 in Berlin
const CONFIG = {
  ...{ accessTokenSecret: 'a'.repeat(32), publicUrl: 'https://unknot.example/app' },
  ...{ mailFrom: 'desk@unknot.example' },
};
const ACCEPTED: Sending = { kind: 'accepted', providerId: 'provider-1' };

interface Row {
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly ready: string;
  readonly open: boolean;
}

describe('messages', () => {
  let database: TestDatabase;
  let worker: DataSource;
  let clock: DatabaseClock;
  let units: UnitOfWork;
  let clinic: ClinicFixture;
  let clientId: string;
  let deliver: DeliverMessage;
  let truth: Composed | NotSent | Later;
  let asked: MessageToSend[];
  let sent: Parcel[];
  let provider: (parcel: Parcel) => Promise<Sending>;

  beforeEach(async () => {
    database = await createTestDatabase();
    worker = await createDataSource({ url: database.workerUrl, poolSize: 8, applicationName: 'test' }).initialize();
    clock = new DatabaseClock();
    units = new UnitOfWork(worker, clock);
    clinic = await createClinic(database);
    [clientId] = clinic.clientIds as [string];
    await clinic.sql(
      `UPDATE clients SET email = 'kim@client.example', phone = '+49 30 123', phone_key = '4930123' WHERE id = $1`,
      [clientId],
    );
    await consent('email', 'service');
    await consent('sms', 'service');
    [truth, asked, sent] = [{ send: true }, [], []];
    provider = () => Promise.resolve(ACCEPTED);
    const source = {
      kinds: ['appointment_reminder', 'staff_alert', 'recall_reminder'] as const,
      compose: (_: Tx, message: MessageToSend) => {
        asked.push(message);
        return Promise.resolve(truth);
      },
    };
    const compose = new ComposeMessage(
      new MessageSources([source]),
      new KeepMessageLink(CONFIG),
      new Site(CONFIG),
      CONFIG,
      new NumberKeys(CONFIG),
    );
    deliver = new DeliverMessage(units, compose, new MessageCounts(new Metrics(SILENT)), SILENT);
    await setTime(NOON);
  });

  afterEach(async () => {
    await clinic.close();
    await worker.destroy();
    await database.drop();
  });

  const setTime = async (epoch: number): Promise<void> => {
    const [{ now }] = (await clinic.sql<{ now: Date }>('SELECT clock_timestamp() AS now')) as [{ now: Date }];
    clock.offset = epoch - now.getTime();
  };
  const consent = (channel: string, purpose: string, granted = true) =>
    clinic.sql(
      `INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (practice_id, client_id, channel, purpose) DO UPDATE SET granted = excluded.granted`,
      [clinic.practiceId, clientId, channel, purpose, granted],
    );
  const actor = () => ({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }) as const;
  const subjectId = newId();
  const draft = (over: Partial<PlannedMessage> = {}): PlannedMessage => ({
    ...{ kind: 'appointment_reminder', subjectId, version: 'v1', step: '48h', channel: 'email' },
    ...{ to: { clientId }, clinicId: clinic.clinicId, dueAt: new Date(NOON), usefulUntil: null },
    ...over,
  });
  const plan = (...drafts: PlannedMessage[]) => units.do(actor(), (tx) => Promise.resolve(planMessages(tx, drafts)));
  const take = async (channel: 'email' | 'sms' = 'email') =>
    takeMessages(worker, { channel, offset: clock.offset, again: 60_000, atMost: 100 });
  const hand = (parcel: Parcel): Promise<Sending> => {
    sent.push(parcel);
    return provider(parcel);
  };
  /** What the pump and the queue do: takes what is due and delivers it. */
  const run = async (channel: 'email' | 'sms' = 'email'): Promise<void> => {
    for (const due of await take(channel)) await deliver.execute(due, hand);
  };
  const rows = () =>
    clinic.sql<Row>(
      `SELECT state, reason, attempts, ready_at::text AS ready, look_at IS NOT NULL AS open FROM messages ORDER BY due_at, id`,
    );
  const row = async (): Promise<Row> => (await rows())[0]!;
  const events = () =>
    clinic.sql<{ state: string; attempt: number; reason: string | null }>(
      'SELECT state, attempt, reason FROM message_events ORDER BY id',
    );

  describe('the ledger', () => {
    it('holds one message of a kind, subject, version, step, channel and recipient for ever', async () => {
      await plan(draft());
      await plan(draft(), draft({ step: '24h' }), draft({ version: 'v2' }), draft({ channel: 'sms' }), draft());
      expect(await rows()).toHaveLength(4);
      await run();
      await plan(draft());
      await run();
      expect(await rows()).toHaveLength(4);
      expect(sent.map(({ message }) => [message.version, message.step]).sort()).toEqual([
        ['v1', '24h'],
        ['v1', '48h'],
        ['v2', '48h'],
      ]);
    });

    it('drops what is called off, but not the version that stands', async () => {
      await plan(draft(), draft({ version: 'v2' }));
      await units.do(actor(), (tx) =>
        Promise.resolve(
          callOffMessages(tx, {
            kinds: ['appointment_reminder'],
            subjectIds: [subjectId],
            reason: 'moved',
            exceptVersion: 'v2',
          }),
        ),
      );
      await run();
      expect(sent.map(({ message }) => message.version)).toEqual(['v2']);
      expect((await rows()).map(({ state, reason }) => [state, reason])).toEqual(
        expect.arrayContaining([
          ['dropped', 'moved'],
          ['sent', null],
        ]),
      );
    });

    it('holds no text and no address', async () => {
      await plan(draft());
      await run();
      const [text] = (await clinic.sql<{ text: string }>(
        'SELECT (SELECT json_agg(m) FROM messages m)::text || (SELECT json_agg(e) FROM message_events e)::text AS text',
      )) as [{ text: string }];
      expect(text.text).not.toMatch(/kim@|4930|Client|Hello/);
    });
  });

  describe('a message that is due', () => {
    it('goes out once, and its history says so', async () => {
      await plan(draft());
      const [due] = await take();
      await Promise.all([deliver.execute(due!, hand), deliver.execute(due!, hand)]);
      await deliver.execute(due!, hand);
      expect(sent).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'sent', attempts: 1, open: false });
      expect(await events()).toEqual([
        { state: 'sending', attempt: 1, reason: null },
        { state: 'sent', attempt: 1, reason: null },
      ]);
    });

    it('is not claimed a moment before', async () => {
      await plan(draft({ dueAt: new Date(NOON + MINUTE) }));
      expect(await take()).toEqual([]);
      const [{ id }] = (await clinic.sql<{ id: string }>('SELECT id FROM messages')) as [{ id: string }];
      await deliver.execute({ practiceId: clinic.practiceId, id }, hand);
      expect(sent).toEqual([]);
      await setTime(NOON + MINUTE);
      await run();
      expect(sent).toHaveLength(1);
    });

    it('that the queue has lost is taken again after a minute, and not before', async () => {
      await plan(draft());
      expect(await take()).toHaveLength(1);
      expect(await take()).toHaveLength(0);
      await setTime(NOON + 59_000);
      expect(await take()).toHaveLength(0);
      await setTime(NOON + 61_000);
      expect(await take()).toHaveLength(1);
    });

    it('is taken by one of many who look at once', async () => {
      await plan(...Array.from({ length: 200 }, (_, n) => draft({ step: `${n}` })));
      const taken = (await Promise.all([take(), take(), take(), take()])).flat().map(({ id }) => id);
      expect(taken).toHaveLength(new Set(taken).size);
    });

    it('asks for the truth with the client who stands for its recipient today', async () => {
      const [, other] = clinic.clientIds as [string, string];
      await clinic.sql(`UPDATE clients SET email = 'new@client.example' WHERE id = $1`, [other]);
      await clinic.sql('UPDATE client_consents SET client_id = $1', [other]);
      await clinic.sql('UPDATE clients SET merged_into_id = $1 WHERE id = $2', [other, clientId]);
      await plan(draft());
      await run();
      expect(asked).toMatchObject([{ clientId: other, subjectId, version: 'v1', step: '48h' }]);
      expect(sent[0]!.envelope.to).toBe('new@client.example');
    });
  });

  it('that are late are told to whoever runs the program', async () => {
    const watch = () => new WatchLateness(worker, clock, SILENT).execute();
    await plan(draft(), draft({ step: '24h', dueAt: new Date(NOON + 10 * MINUTE) }));
    await setTime(NOON + 4 * MINUTE);
    expect(await watch()).toBe(0);
    await setTime(NOON + 6 * MINUTE);
    expect(await watch()).toBe(1);
    await run();
    expect(await watch()).toBe(0);
  });

  describe('the truth of the moment', () => {
    it.each(['moved', 'cancelled', 'already_confirmed'] as const)('%s: is not sent, and says why', async (reason) => {
      truth = { send: false, reason };
      await plan(draft());
      await run();
      expect(sent).toEqual([]);
      expect(await row()).toMatchObject({ state: 'dropped', reason, open: false });
    });

    it('may ask for another moment', async () => {
      truth = { send: 'later', at: new Date(NOON + 30 * MINUTE) };
      await plan(draft());
      await run();
      expect(await row()).toMatchObject({ state: 'planned', open: true });
      truth = { send: true };
      await setTime(NOON + 29 * MINUTE);
      await run();
      expect(sent).toEqual([]);
      await setTime(NOON + 31 * MINUTE);
      await run();
      expect(sent).toHaveLength(1);
    });

    it('is too late once the message is of no use any more', async () => {
      await plan(draft({ usefulUntil: new Date(NOON + MINUTE) }));
      await setTime(NOON + MINUTE);
      await run();
      expect(sent).toEqual([]);
      expect(await row()).toMatchObject({ state: 'dropped', reason: 'too_late' });
    });
  });

  describe('whoever must not be written to', () => {
    it.each([
      ['has never been asked', 'DELETE FROM client_consents', 'no_consent'],
      ['has said no since', 'UPDATE client_consents SET granted = false', 'no_consent'],
      ['agreed to recall only', `UPDATE client_consents SET purpose = 'recall' WHERE channel = 'email'`, 'no_consent'],
      ['agreed for SMS only', `DELETE FROM client_consents WHERE channel = 'email'`, 'no_consent'],
      ['has no address', 'UPDATE clients SET email = NULL', 'no_address'],
      ['is archived', 'UPDATE clients SET archived_at = now()', 'archived'],
    ])('%s: gets nothing', async (_, change, reason) => {
      await plan(draft());
      await clinic.sql(change);
      await run();
      expect(sent).toEqual([]);
      expect(await row()).toMatchObject({ state: 'dropped', reason });
    });

    it('a recall needs its own consent', async () => {
      await plan(draft({ kind: 'recall_reminder' }));
      await run();
      expect(await row()).toMatchObject({ state: 'dropped', reason: 'no_consent' });
      await consent('email', 'recall');
      await plan(draft({ kind: 'recall_reminder', step: 'nudge' }));
      await run();
      expect(sent).toHaveLength(1);
    });

    it.each([
      ['email', 'kim@client.example'],
      ['sms', '4930123'],
    ] as const)(
      'has stopped the address of this channel (%s), also for what is queued already',
      async (channel, address) => {
        await clinic.sql(`UPDATE clients SET email = 'Kim@Client.example' WHERE id = $1`, [clientId]);
        await plan(draft(), draft({ channel: 'sms' }));
        const queued = await take(channel);
        await units.do(actor(), (tx) => Promise.resolve(stopAddress(tx, { channel, address }, 'recipient')));
        for (const due of queued) await deliver.execute(due, hand);
        expect(sent).toEqual([]);
        await run(channel === 'sms' ? 'email' : 'sms');
        expect(sent).toHaveLength(1);
        const reasons = await clinic.sql('SELECT channel, state, reason FROM messages WHERE channel = $1', [channel]);
        expect(reasons).toEqual([{ channel, state: 'dropped', reason: 'opted_out' }]);
      },
    );

    it('has told the provider: the number is stopped here too', async () => {
      provider = () => Promise.resolve({ kind: 'refused', reason: 'recipient_opted_out' });
      await plan(draft({ channel: 'sms' }), draft({ channel: 'sms', step: '24h', dueAt: new Date(NOON + MINUTE) }));
      await run('sms');
      await setTime(NOON + MINUTE);
      await run('sms');
      expect(sent).toHaveLength(1);
      expect((await rows()).map(({ state, reason }) => [state, reason])).toEqual([
        ['failed', 'recipient_opted_out'],
        ['dropped', 'opted_out'],
      ]);
      const [first] = await clinic.sql<{ id: string }>(`SELECT id FROM messages WHERE step = '48h'`);
      expect(
        await clinic.sql(`SELECT subject_ids, details FROM audit_entries WHERE action = 'address.stopped'`),
      ).toEqual([{ subject_ids: [first!.id, clientId], details: { channel: 'sms' } }]);
      // Whoever plans messages for them hears of it.
      expect(await clinic.sql(`SELECT fact, payload FROM outbox WHERE practice_id = $1`, [clinic.practiceId])).toEqual([
        { fact: 'client.changed', payload: { clientId } },
      ]);
    });

    it('a minor’s guardian gets it', async () => {
      await clinic.sql(
        `UPDATE clients SET birth_date = '2015-01-01', guardian_name = 'Pat', guardian_email = 'pat@client.example'`,
      );
      await plan(draft());
      await run();
      expect(sent[0]!.envelope.to).toBe('pat@client.example');
    });
  });

  describe('a way out', () => {
    it('stands in the last line of every mail to a client, in both its parts, and in no SMS', async () => {
      await plan(draft(), draft({ channel: 'sms' }));
      await run();
      await run('sms');
      const [mail, sms] = sent.map(({ envelope }) => envelope);
      expect(mail!.text.split('\n').at(-1)).toMatch(/ https:\/\/unknot\.example\/app\/preferences\/[\w-]{43}$/);
      expect(mail!.html).toMatch(/<a href="https:\/\/unknot\.example\/app\/preferences\/[\w-]{43}">/);
      expect(sms!.text).not.toContain('preferences');
      expect(mail!.headers).toBeUndefined();
      expect(
        await clinic.sql(`SELECT purpose, client_id, (expires_at - created_at)::text AS days FROM client_links`),
      ).toEqual([{ purpose: 'preferences', client_id: clientId, days: '60 days' }]);
    });

    it('is offered by the mail program for a recall (RFC 8058)', async () => {
      await consent('email', 'recall');
      await plan(draft({ kind: 'recall_reminder' }));
      await run();
      const { headers, text } = sent[0]!.envelope;
      const token = /preferences\/([\w-]{43})$/.exec(text)![1]!;
      expect(headers).toEqual({
        'List-Unsubscribe': `<https://unknot.example/app/unsubscribe/${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      });
    });

    it('is none for staff', async () => {
      const { membershipId } = await clinic.actor('manager');
      await plan(draft({ kind: 'staff_alert', to: { membershipId } }));
      await run();
      expect(sent[0]!.envelope.text).not.toContain('preferences');
    });
  });

  describe('quiet hours', () => {
    const MORNING = Date.parse('2026-07-07T06:00:00Z'); // 08:00 in Berlin

    it('put it off until the morning of the clinic', async () => {
      await plan(draft({ dueAt: new Date(NIGHT) }));
      await setTime(NIGHT);
      await run();
      expect(sent).toEqual([]);
      await setTime(MORNING - 1_000);
      await run();
      expect(sent).toEqual([]);
      await setTime(MORNING);
      await run();
      expect(sent).toHaveLength(1);
    });

    it('are those of the recipient’s zone, where it is known', async () => {
      await clinic.sql(`UPDATE clients SET time_zone = 'America/New_York'`);
      await plan(draft({ dueAt: new Date(NIGHT) })); // 16:00 in New York
      await setTime(NIGHT);
      await run();
      expect(sent).toHaveLength(1);
    });

    it('drop what is pointless by the morning', async () => {
      await plan(draft({ dueAt: new Date(NIGHT), usefulUntil: new Date(MORNING) }));
      await setTime(NIGHT);
      await run();
      expect(await row()).toMatchObject({ state: 'dropped', reason: 'too_late' });
    });

    it('spare nobody who is on call', async () => {
      const { membershipId } = await clinic.actor('manager');
      await plan(draft({ kind: 'staff_alert', to: { membershipId }, dueAt: new Date(NIGHT) }));
      await setTime(NIGHT);
      await run();
      expect(sent).toHaveLength(1);
    });
  });

  describe('a provider that does not take it', () => {
    it('is asked again later, and no later than it wants', async () => {
      provider = () => Promise.resolve({ kind: 'later', reason: 'rate_limited', retryAfterMs: 10 * MINUTE });
      await plan(draft());
      await run();
      expect(await row()).toMatchObject({ state: 'planned', reason: 'rate_limited', open: true, attempts: 1 });
      await setTime(NOON + 9 * MINUTE);
      await run();
      expect(sent).toHaveLength(1);
      provider = () => Promise.resolve(ACCEPTED);
      await setTime(NOON + 11 * MINUTE);
      await run();
      expect(sent).toHaveLength(2);
      expect(await row()).toMatchObject({ state: 'sent', reason: null, attempts: 2 });
    });

    it('for good is not asked again', async () => {
      provider = () => Promise.resolve({ kind: 'refused', reason: 'bad_address' });
      await plan(draft());
      await run();
      await setTime(NOON + 24 * 60 * MINUTE);
      await run();
      expect(sent).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'failed', reason: 'bad_address', open: false });
    });

    it('for days is given up', async () => {
      provider = () => Promise.resolve({ kind: 'later', reason: 'unreachable' });
      await plan(draft());
      await clinic.sql('UPDATE messages SET attempts = 13');
      await run();
      expect(await row()).toMatchObject({ state: 'failed', reason: 'unreachable', attempts: 14 });
    });

    it('is asked as often as ever where mornings were waited for before', async () => {
      provider = () => Promise.resolve({ kind: 'later', reason: 'unreachable' });
      await plan(draft({ dueAt: new Date(NIGHT) }));
      await setTime(NIGHT);
      await run();
      expect(await row()).toMatchObject({ state: 'planned', reason: null, attempts: 1 });
      const nextNoon = NOON + 24 * 60 * MINUTE;
      await clinic.sql('UPDATE messages SET attempts = 13');
      await setTime(nextNoon);
      await run();
      expect(await row()).toMatchObject({ state: 'planned', reason: 'unreachable', attempts: 14 });
      await setTime(nextNoon + 8 * 60 * MINUTE);
      await run();
      expect(await row()).toMatchObject({ state: 'failed', reason: 'unreachable', attempts: 15 });
    });

    it('is told the same words with the same link when it is asked again', async () => {
      truth = {
        send: true,
        link: { purpose: 'intake', subjectId, days: 3 },
        visit: { startsAt: new Date(NOON + 60 * MINUTE), endsAt: new Date(NOON + 120 * MINUTE) },
      };
      provider = () => Promise.resolve({ kind: 'later', reason: 'unreachable' });
      await plan(draft());
      await run();
      await setTime(NOON + 60 * MINUTE);
      await run();
      const [first, second] = sent.map(({ envelope }) => [envelope.subject, envelope.text, envelope.html]);
      expect(second).toEqual(first);
      expect(first![1]).toMatch(/https:\/\/unknot\.example\/app\/intake\/[\w-]{43}/);
      expect(await clinic.sql('SELECT purpose, subject_id FROM client_links ORDER BY purpose')).toEqual([
        { purpose: 'intake', subject_id: subjectId },
        { purpose: 'preferences', subject_id: clientId },
      ]);
    });
  });

  describe('a worker that dies or freezes', () => {
    it('before the send leaves it to the next, once its lease is over', async () => {
      await plan(draft());
      const [due] = await take();
      await expect(deliver.execute(due!, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
      await setTime(NOON + 59_000);
      await run();
      expect(sent).toEqual([]);
      await setTime(NOON + 61_000);
      await run();
      expect(sent).toHaveLength(1);
      expect(await row()).toMatchObject({ state: 'sent', attempts: 2 });
    });

    it('does not try for minutes to record what no waiting mends', async () => {
      await plan(draft());
      const [due] = await take();
      const odd = { kind: 'accepted', providerId: 'with a \0' } as const;
      const since = performance.now();
      await expect(deliver.execute(due!, () => Promise.resolve(odd))).rejects.toThrow(/invalid byte sequence/);
      expect(performance.now() - since).toBeLessThan(5_000);
    });

    it('and comes back too late changes nothing of what the next one has recorded', async () => {
      await plan(draft());
      const [due] = await take();
      let thaw = (): void => undefined;
      const frozen = deliver.execute(due!, async () => {
        await new Promise<void>((resolve) => (thaw = resolve));
        return { kind: 'refused', reason: 'bad_address' };
      });
      await untilSent(() => row().then(({ state }) => state === 'sending'));
      await setTime(NOON + 61_000);
      await run();
      thaw();
      await frozen;
      expect(await row()).toMatchObject({ state: 'sent', attempts: 2, reason: null });
    });
  });

  /** Asks the database again and again, which takes time enough. */
  const untilSent = async (is: () => Promise<boolean>): Promise<void> => {
    for (let n = 0; n < 1_000; n += 1) if (await is()) return;
    throw new Error('It never came to that.');
  };
});
