import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import { openFollowUp, settleFollowUps } from '../../src/modules/follow-ups/index.js';
import type { FollowUpWish } from '../../src/modules/follow-ups/index.js';
import type { MessageToSend } from '../../src/modules/messaging/index.js';
import { AcknowledgeAlert } from '../../src/modules/staff-notices/acknowledge-alert.js';
import { AlertLinks } from '../../src/modules/staff-notices/alert-links.js';
import { NudgeOfNotes } from '../../src/modules/staff-notices/jobs/nudge-of-notes.js';
import { NudgeOfTasks } from '../../src/modules/staff-notices/jobs/nudge-of-tasks.js';
import { RaiseAlert } from '../../src/modules/staff-notices/jobs/raise-alert.js';
import { SettleAlerts } from '../../src/modules/staff-notices/jobs/settle-alerts.js';
import { StaffMessages } from '../../src/modules/staff-notices/jobs/staff-messages.js';
import { WarnOfLicences } from '../../src/modules/staff-notices/jobs/warn-of-licences.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import type { FactSubscriber } from '../../src/platform/jobs/index.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SECRET = { accessTokenSecret: 's'.repeat(32) };

interface Planned {
  readonly id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly version: string;
  readonly membership_id: string;
  readonly due_at: Date;
  readonly state: string;
  readonly reason: string | null;
}

describe('what staff are told', () => {
  let database: TestDatabase;
  let worker: DataSource;
  let clock: DatabaseClock;
  let units: UnitOfWork;
  let clinic: ClinicFixture;
  let [ann, bob, mia] = ['', '', ''];
  let therapistId: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    worker = await createDataSource({ url: database.workerUrl, poolSize: 4, applicationName: 'test' }).initialize();
    clock = new DatabaseClock();
    units = new UnitOfWork(worker, clock);
    clinic = await createClinic(database);
    [therapistId] = clinic.therapistIds as [string];
    mia = (await clinic.actor('manager')).membershipId;
    bob = (await clinic.actor('front_desk')).membershipId;
    ann = (await clinic.actor('therapist', therapistId)).membershipId;
  });

  afterEach(async () => {
    await clinic.close();
    await worker.destroy();
    await database.drop();
  });

  const actor = () => ({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }) as const;
  const onCall = (...members: string[]) =>
    clinic.sql(
      `INSERT INTO on_call (practice_id, clinic_id, position, membership_id)
       SELECT $1, $2, nth, id FROM unnest($3::uuid[]) WITH ORDINALITY AS m(id, nth)`,
      [clinic.practiceId, clinic.clinicId, members],
    );
  const open = async (over: Partial<FollowUpWish> = {}): Promise<string> => {
    const [{ now }] = (await clinic.sql<{ now: Date }>('SELECT now()')) as [{ now: Date }];
    const wish = {
      kind: 'emergency_answers',
      clientId: clinic.clientIds[0]!,
      therapistId,
      dueAt: new Date(now.getTime() + DAY),
    } as const;
    return units.do(actor(), (tx) => openFollowUp(tx, { ...wish, ...over }));
  };
  /** Hands the subscriber every fact of its kinds that has been told so far, as the relay would, twice. */
  const hear = async (subscriber: FactSubscriber): Promise<void> => {
    const facts = await clinic.sql<{ id: string; fact: string; payload: Record<string, string>; at: Date }>(
      `SELECT id, fact, payload, now() AS at FROM outbox WHERE fact = ANY($1) ORDER BY id`,
      [subscriber.facts],
    );
    for (const fact of [...facts, ...facts]) await units.do(actor(), (tx) => subscriber.handle(tx, fact));
  };
  const planned = (): Promise<Planned[]> => clinic.sql<Planned>('SELECT * FROM messages ORDER BY due_at, channel, id');
  const source = () => new StaffMessages(new AlertLinks(SECRET));
  const compose = async (row: Planned) => {
    const message = {
      ...row,
      subjectId: row.subject_id,
      membershipId: row.membership_id,
      clientId: null,
    } as unknown as MessageToSend;
    return units.do(actor(), (tx) => source().compose(tx, message));
  };
  const minutesFrom = (first: Date, at: Date): number => Math.round((at.getTime() - first.getTime()) / MINUTE);

  describe('an alert', () => {
    it('calls one after the other by SMS and e-mail, and then the management', async () => {
      await onCall(ann, bob);
      await open();
      await hear(new RaiseAlert());
      const messages = await planned();
      const [first] = messages;
      expect(messages.map((m) => [minutesFrom(first!.due_at, m.due_at), m.channel, m.membership_id])).toEqual([
        [0, 'email', ann],
        [0, 'sms', ann],
        [15, 'email', bob],
        [15, 'sms', bob],
        [30, 'email', mia],
        [30, 'sms', mia],
      ]);
      expect(await clinic.sql('SELECT kind FROM alerts')).toEqual([{ kind: 'emergency_answers' }]);
    });

    it('calls the management at once where nobody is on call', async () => {
      await open();
      await hear(new RaiseAlert());
      expect((await planned()).map((m) => m.membership_id)).toEqual([mia, mia]);
    });

    it('is one for all tasks about the same, and a new one once it was taken', async () => {
      await open();
      await open();
      await hear(new RaiseAlert());
      expect(await clinic.sql('SELECT 1 FROM alerts')).toHaveLength(1);
      await clinic.sql('UPDATE alerts SET acknowledged_at = now()');
      await hear(new RaiseAlert());
      expect(await clinic.sql('SELECT 1 FROM alerts')).toHaveLength(2);
    });

    it('is raised again by a second red flag while the first one’s task is open and its alert was taken', async () => {
      await onCall(ann);
      await open();
      await hear(new RaiseAlert());
      const calls = (await planned()).length;
      await open();
      await clinic.sql('UPDATE alerts SET acknowledged_at = now()');
      const [second] = await clinic.sql<{ id: string; payload: Record<string, string> }>(
        `SELECT id, payload FROM outbox WHERE fact = 'follow_up.brought_forward' LIMIT 1`,
      );
      const fact = { ...second!, fact: 'follow_up.brought_forward', at: new Date() };
      await units.do(actor(), (tx) => new RaiseAlert().handle(tx, fact));
      expect(await planned()).toHaveLength(2 * calls);
    });

    it.each(['screening_worsened', 'plan_review', 'clearance_needed'] as const)(
      'is not raised for %s',
      async (kind) => {
        await open({ kind });
        await hear(new RaiseAlert());
        expect(await planned()).toEqual([]);
      },
    );

    it('stops calling once somebody has taken it', async () => {
      await onCall(ann, bob);
      await open();
      await hear(new RaiseAlert());
      const [first, , third] = await planned();
      expect(await compose(first!)).toMatchObject({ send: true });
      await units.do(actor(), (tx) => AcknowledgeAlert.within(tx, first!.subject_id, ann));
      expect((await planned()).map(({ state, reason }) => [state, reason])).toEqual(
        Array.from({ length: 6 }, () => ['dropped', 'already_answered']),
      );
      expect(await compose(third!)).toEqual({ send: false, reason: 'already_answered' });
    });

    it('is over once somebody has done its task', async () => {
      await open();
      await hear(new RaiseAlert());
      await units.do(actor(), (tx) =>
        settleFollowUps(tx, { kinds: ['emergency_answers'], subjectIds: [clinic.clientIds[0]!] }),
      );
      await hear(new SettleAlerts());
      expect(await clinic.sql('SELECT acknowledged_at IS NOT NULL AS over, acknowledged_by FROM alerts')).toEqual([
        { over: true, acknowledged_by: null },
      ]);
    });

    it('has one link for each person, that stays the same', async () => {
      await onCall(ann, bob);
      await open();
      await hear(new RaiseAlert());
      const [first, , third] = await planned();
      const links = [await compose(first!), await compose(first!), await compose(third!)].map((made) =>
        'path' in made ? made.path : '',
      );
      expect(links[0]).toMatch(/^\/alert\/[\w-]{43}$/);
      expect(links[1]).toBe(links[0]);
      expect(links[2]).not.toBe(links[0]);
      expect(await clinic.sql('SELECT 1 FROM alert_links')).toHaveLength(2);
    });
  });

  describe('a task', () => {
    it('tells its therapist two hours before it is due, and the management once it is', async () => {
      await open({ kind: 'plan_review' });
      await hear(new NudgeOfTasks());
      const [soon, overdue, ...none] = await planned();
      expect(none).toEqual([]);
      expect([soon!.step, soon!.membership_id]).toEqual(['task-soon', ann]);
      expect([overdue!.step, overdue!.membership_id]).toEqual(['task-overdue', mia]);
      expect(minutesFrom(soon!.due_at, overdue!.due_at)).toBe(120);
      expect(await compose(soon!)).toEqual({ send: true });
      expect(await compose(overdue!)).toEqual({ send: true, variant: 'overdue' });
    });

    it('that is done climbs to nobody', async () => {
      const id = await open({ kind: 'plan_review' });
      await hear(new NudgeOfTasks());
      await clinic.sql('UPDATE follow_ups SET done_at = now() WHERE id = $1', [id]);
      for (const message of await planned())
        expect(await compose(message)).toEqual({ send: false, reason: 'already_answered' });
    });

    it('that was brought forward climbs by its new time alone', async () => {
      await open({ kind: 'plan_review' });
      const [{ now }] = (await clinic.sql<{ now: Date }>('SELECT now()')) as [{ now: Date }];
      await open({ kind: 'plan_review', dueAt: new Date(now.getTime() + HOUR) });
      await hear(new NudgeOfTasks());
      const sent = [];
      for (const message of await planned())
        if ((await compose(message)).send === true) sent.push(minutesFrom(now, message.due_at));
      expect(sent).toEqual([60]);
    });
  });

  describe('a note', () => {
    const visit = async (status: string): Promise<string> => {
      const id = newId();
      await clinic.sql(
        `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
           therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour', 9000, 'EUR'
         FROM (SELECT now() - interval '2 hours' AS s) AS at`,
        [
          clinic.practiceId,
          id,
          clinic.clinicId,
          clinic.clientIds[0],
          therapistId,
          clinic.roomIds[0],
          clinic.serviceId,
          status,
        ],
      );
      await clinic.sql(
        `INSERT INTO outbox (practice_id, id, fact, payload) VALUES ($1, $2, 'appointment.completed', json_build_object('appointmentId', $3::uuid))`,
        [clinic.practiceId, newId(), id],
      );
      return id;
    };

    it('that is not signed a day after the visit is told to its therapist', async () => {
      const id = await visit('completed');
      await hear(new NudgeOfNotes());
      const [message, ...none] = await planned();
      expect(none).toEqual([]);
      expect([message!.membership_id, message!.subject_id]).toEqual([ann, id]);
      const [{ ends }] = (await clinic.sql<{ ends: Date }>('SELECT ends_at AS ends FROM appointments')) as [
        { ends: Date },
      ];
      expect(message!.due_at.getTime() - ends.getTime()).toBe(DAY);
      expect(await compose(message!)).toEqual({ send: true, variant: 'note' });
    });

    it('is not asked for where the visit was not completed after all', async () => {
      await visit('completed');
      await hear(new NudgeOfNotes());
      await clinic.sql(`UPDATE appointments SET status = 'arrived'`);
      const [message] = await planned();
      expect(await compose(message!)).toEqual({ send: false, reason: 'already_answered' });
    });
  });

  describe('a licence', () => {
    const licence = async (days: number, over: { kind?: string; status?: string } = {}): Promise<string> => {
      const id = newId();
      const { kind = 'licence', status = 'active' } = over;
      await clinic.sql(
        `INSERT INTO licences (practice_id, id, therapist_id, kind, type, number, jurisdiction, issued_on, expires_on, status)
         VALUES ($1, $2, $3, $4, 'LMT', '1', 'DE', '2020-01-01', (now() AT TIME ZONE 'Europe/Berlin')::date + $5::integer, $6)`,
        [clinic.practiceId, id, therapistId, kind, days, status],
      );
      return id;
    };
    const sweep = () => new WarnOfLicences(worker, clock, units).execute();
    const steps = async () => (await planned()).map(({ step }) => step);

    it('is told to the therapist and the management 60, 30 and 7 days before it ends, once each', async () => {
      await licence(60);
      for (const day of [0, 0, 1, 29, 30, 31, 52, 53, 54, 60]) {
        clock.offset = day * DAY;
        await sweep();
      }
      expect((await planned()).map((m) => `${m.step} ${m.membership_id === ann ? 'ann' : 'mia'}`).sort()).toEqual(
        ['60d ann', '60d mia', '30d ann', '30d mia', '7d ann', '7d mia'].sort(),
      );
    });

    it('that is entered late has the warning whose time is now', async () => {
      await licence(20);
      await sweep();
      expect(await steps()).toEqual(['30d', '30d']);
    });

    it.each([
      ['ends later', 61, {}],
      ['has ended', -1, {}],
      ['was revoked', 7, { status: 'revoked' }],
      ['is a certification', 7, { kind: 'certification' }],
    ])('that %s is told to nobody', async (_, days, over) => {
      await licence(days, over);
      await sweep();
      expect(await steps()).toEqual([]);
    });

    it('that was renewed is told to nobody, also where the message was planned before', async () => {
      await licence(7);
      await sweep();
      await licence(400);
      const [message] = await planned();
      expect(await compose(message!)).toEqual({ send: false, reason: 'superseded' });
    });
  });
});
