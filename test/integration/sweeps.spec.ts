import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import type { Status } from '../../src/modules/appointments/domain/status.js';
import { CompleteVisitsLeftOpen } from '../../src/modules/appointments/jobs/complete-visits-left-open.js';
import { ReleaseExpiredHolds } from '../../src/modules/appointments/jobs/release-expired-holds.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { Sweeps } from '../../src/platform/jobs/index.js';
import { PurgeIdempotencyKeys } from '../../src/platform/jobs/purge-idempotency-keys.js';
import { PurgeOutbox } from '../../src/platform/jobs/purge-outbox.js';
import { PurgeQueueEvents } from '../../src/platform/jobs/purge-queue-events.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase, postgresLogOf } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Standing {
  readonly id: string;
  readonly status: Status;
}

describe('sweeps', () => {
  let database: TestDatabase;
  let worker: DataSource;
  let clock: DatabaseClock;
  let units: UnitOfWork;
  let clinic: ClinicFixture;

  beforeEach(async () => {
    database = await createTestDatabase();
    worker = await createDataSource({ url: database.workerUrl, poolSize: 8, applicationName: 'test' }).initialize();
    clock = new DatabaseClock();
    units = new UnitOfWork(worker, clock);
    clinic = await createClinic(database, { therapists: 1, rooms: 1 });
  });

  afterEach(async () => {
    await clinic.close();
    await worker.destroy();
    await database.drop();
  });

  /** An appointment as the table has it, an hour long, `ended` ms ago; those of one test never overlap. */
  const given = async (
    at: ClinicFixture,
    status: Status,
    ended: number,
    holdOver: number | null = null,
  ): Promise<string> => {
    const id = newId();
    await at.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at,
         ends_at, therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency,
         hold_expires_at, cancel_reason)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, e - interval '1 hour', e, e - interval '1 hour', e, e - interval '1 hour', e,
         9000, 'EUR', now() - $10::float8 * interval '1 millisecond', CASE WHEN $8 = 'cancelled' THEN 'other' END
       FROM (SELECT now() - $9::float8 * interval '1 millisecond' AS e) AS visit`,
      [
        ...[at.practiceId, id, at.clinicId, at.clientIds[0], at.therapistIds[0], at.roomIds[0], at.serviceId],
        ...[status, ended, holdOver],
      ],
    );
    return id;
  };

  const standing = (at = clinic): Promise<Standing[]> =>
    at.sql<Standing>('SELECT id, status FROM appointments WHERE practice_id = $1 ORDER BY ends_at DESC', [
      at.practiceId,
    ]);

  const statusOf = async (id: string): Promise<Status> => (await standing()).find((row) => row.id === id)!.status;

  const facts = (): Promise<{ fact: string; payload: unknown }[]> =>
    clinic.sql('SELECT fact, payload FROM outbox ORDER BY id');

  describe('visits left open', () => {
    const sweep = (): Promise<number> => new CompleteVisitsLeftOpen(new Sweeps(worker, clock, units)).execute();

    it.each<[status: Status, ended: string, ms: number, then: Status]>([
      ['arrived', '2 h', 2 * HOUR, 'completed'],
      ['in_session', '2 h', 2 * HOUR, 'completed'],
      ['arrived', '3 days', 3 * DAY, 'completed'],
      ['arrived', '1 h 59 min', 2 * HOUR - MINUTE, 'arrived'],
      ['in_session', '1 h 59 min', 2 * HOUR - MINUTE, 'in_session'],
      ['booked', '3 h', 3 * HOUR, 'booked'],
      ['confirmed', '3 h', 3 * HOUR, 'confirmed'],
      ['no_show', '3 h', 3 * HOUR, 'no_show'],
      ['cancelled', '3 h', 3 * HOUR, 'cancelled'],
      ['completed', '3 h', 3 * HOUR, 'completed'],
    ])('%s, and ended %s ago: stands as it should', async (status, _, ended, then) => {
      const id = await given(clinic, status, ended);
      expect(await sweep()).toBe(status === then ? 0 : 1);
      expect(await statusOf(id)).toBe(then);
    });

    it('goes by the database’s time', async () => {
      const id = await given(clinic, 'arrived', HOUR);
      expect(await sweep()).toBe(0);
      clock.offset = HOUR + MINUTE;
      expect(await sweep()).toBe(1);
      expect(await statusOf(id)).toBe('completed');
    });

    it('that somebody has taken back stays open for two hours more', async () => {
      const id = await given(clinic, 'completed', 3 * HOUR);
      await clinic.sql(`UPDATE appointments SET status = 'in_session' WHERE id = $1`, [id]);
      await clinic.sql(
        `INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
         VALUES ($1, $2, $3, now(), 'take_back', 'staff', 'sam', 'completed', 'in_session')`,
        [clinic.practiceId, newId(), id],
      );
      expect(await sweep()).toBe(0);
      clock.offset = 2 * HOUR - MINUTE;
      expect(await sweep()).toBe(0);
      clock.offset = 2 * HOUR + MINUTE;
      expect(await sweep()).toBe(1);
      expect(await statusOf(id)).toBe('completed');
    });

    it('leaves a history, an audit entry by the program, and a fact', async () => {
      const id = await given(clinic, 'in_session', 3 * HOUR);
      await sweep();
      expect(
        await clinic.sql('SELECT kind, actor_kind, actor_id, from_status, to_status FROM appointment_events'),
      ).toEqual([
        {
          kind: 'complete',
          actor_kind: 'system',
          actor_id: 'visits-left-open',
          from_status: 'in_session',
          to_status: 'completed',
        },
      ]);
      expect(
        await clinic.sql('SELECT practice_id, actor_kind, actor_id, action, subject_ids FROM audit_entries'),
      ).toEqual([
        {
          ...{ practice_id: clinic.practiceId, actor_kind: 'system', actor_id: 'visits-left-open' },
          ...{ action: 'appointment.completed', subject_ids: [id] },
        },
      ]);
      const payload = { appointmentId: id, clinicId: clinic.clinicId };
      expect(await facts()).toEqual([{ fact: 'appointment.completed', payload }]);
    });

    it('of every practice, more than one batch, by four workers at once: each once', async () => {
      const other = await createClinic(database, { therapists: 1, rooms: 1 });
      for (let n = 1; n <= 130; n += 1) {
        await given(clinic, 'arrived', n * 2 * HOUR);
        await given(other, 'in_session', n * 2 * HOUR);
      }
      const counts = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(260);
      for (const at of [clinic, other]) {
        expect(new Set((await standing(at)).map(({ status }) => status))).toEqual(new Set(['completed']));
      }
      expect(await clinic.sql('SELECT count(*)::integer AS facts FROM outbox')).toEqual([{ facts: 260 }]);
      expect(await postgresLogOf(database)).not.toContain('deadlock');
      await other.close();
    });

    it('that fails does not keep the others, and is reported', async () => {
      const [poisoned, sound] = [await given(clinic, 'arrived', 6 * HOUR), await given(clinic, 'arrived', 3 * HOUR)];
      await clinic.sql(
        `ALTER TABLE appointments ADD CONSTRAINT poison CHECK (id <> '${poisoned}' OR status = 'arrived')`,
      );
      const failed = await sweep().catch((error: unknown) => error as AggregateError);
      expect(failed).toBeInstanceOf(AggregateError);
      expect((failed as AggregateError).errors).toMatchObject([{ constraint: 'poison' }]);
      expect([await statusOf(poisoned), await statusOf(sound)]).toEqual(['arrived', 'completed']);
    });
  });

  describe('holds', () => {
    const sweep = (): Promise<number> => new ReleaseExpiredHolds(new Sweeps(worker, clock, units)).execute();

    it('whose time is over end, with a history, an audit entry and a fact for the boards', async () => {
      const [over, lasting] = [
        await given(clinic, 'held', -2 * HOUR, 1),
        await given(clinic, 'held', -4 * HOUR, -MINUTE),
      ];
      expect(await sweep()).toBe(1);
      expect([await statusOf(over), await statusOf(lasting)]).toEqual(['expired', 'held']);
      expect(
        await clinic.sql('SELECT appointment_id, kind, actor_kind, from_status, to_status FROM appointment_events'),
      ).toEqual([
        { appointment_id: over, kind: 'expire', actor_kind: 'system', from_status: 'held', to_status: 'expired' },
      ]);
      expect(await clinic.sql('SELECT actor_id, action, subject_ids FROM audit_entries')).toEqual([
        { actor_id: 'holds', action: 'appointment.released', subject_ids: [over] },
      ]);
      const payload = { appointmentId: over, clinicId: clinic.clinicId };
      expect(await facts()).toEqual([{ fact: 'appointment.released', payload }]);
    });

    it('end by the database’s time', async () => {
      const id = await given(clinic, 'held', -2 * HOUR, -5 * MINUTE);
      clock.offset = 5 * MINUTE - 1_000;
      expect(await sweep()).toBe(0);
      clock.offset = 5 * MINUTE + 1_000;
      expect(await sweep()).toBe(1);
      expect(await statusOf(id)).toBe('expired');
    });

    it.each<Status>(['booked', 'confirmed', 'cancelled', 'expired'])('that are %s by now stay so', async (status) => {
      const id = await given(clinic, status, -2 * HOUR, HOUR);
      expect(await sweep()).toBe(0);
      expect(await statusOf(id)).toBe(status);
    });

    it('end once, also where the desk releases them at the same moment', async () => {
      const ids: string[] = [];
      for (let n = 1; n <= 40; n += 1) ids.push(await given(clinic, 'held', -n * 2 * HOUR, 1));
      const desk = await clinic.actor('front_desk');
      const byHand = new ChangeStatus(units);
      await Promise.all([sweep(), sweep(), ...ids.map((id) => byHand.execute(desk, id, { name: 'release' }))]);
      expect(new Set((await standing()).map(({ status }) => status))).toEqual(new Set(['expired']));
      expect(await facts()).toHaveLength(40);
      expect(await postgresLogOf(database)).not.toContain('deadlock');
    });
  });

  describe('of what is kept for a while', () => {
    it('removes facts 7 days after they were relayed, and never one that waits', async () => {
      await clinic.sql(
        `INSERT INTO outbox (practice_id, id, fact, payload, created_at, relayed_at)
         SELECT $1, gen_random_uuid(), fact, '{}', now() - interval '30 days', now() - age::interval
         FROM (VALUES ('waits', NULL), ('fresh', '6 days 23 hours'), ('old', '7 days 1 second')) AS f(fact, age)`,
        [clinic.practiceId],
      );
      expect(await new PurgeOutbox(worker, clock).execute()).toBe(1);
      expect((await facts()).map(({ fact }) => fact).sort()).toEqual(['fresh', 'waits']);
      clock.offset = 2 * HOUR;
      expect(await new PurgeOutbox(worker, clock).execute()).toBe(1);
      expect((await facts()).map(({ fact }) => fact)).toEqual(['waits']);
    });

    it('removes all but the last 10,000 events of the queue', async () => {
      await clinic.sql(
        `INSERT INTO bullmq.event (queue, event, created_at_ms) SELECT 'sweeps', 'completed', n FROM generate_series(1, 10400) AS n`,
      );
      const purge = new PurgeQueueEvents(worker);
      expect([await purge.execute(), await purge.execute()]).toEqual([400, 0]);
      const [kept] = await clinic.sql(
        'SELECT min(created_at_ms)::integer AS first, count(*)::integer AS n FROM bullmq.event',
      );
      expect(kept).toEqual({ first: 401, n: 10_000 });
    });

    it('removes idempotency keys after 24 hours, in batches, by two workers at once', async () => {
      await clinic.sql(
        `INSERT INTO idempotency_keys (practice_id, actor_id, key, operation, body_hmac, result_id, created_at)
         SELECT $1, 'desk', 'key-' || lpad(n::text, 8, '0'), 'bookAppointment', '', gen_random_uuid(),
           now() - CASE WHEN n = 0 THEN interval '23 hours 59 minutes' ELSE interval '24 hours 1 second' END
         FROM generate_series(0, 2500) AS n`,
        [clinic.practiceId],
      );
      const purge = new PurgeIdempotencyKeys(worker, clock);
      const [one = 0, other = 0] = await Promise.all([purge.execute(), purge.execute()]);
      expect(one + other).toBe(2_500);
      expect(await clinic.sql('SELECT key FROM idempotency_keys')).toEqual([{ key: 'key-00000000' }]);
      clock.offset = DAY;
      expect(await purge.execute()).toBe(1);
    });
  });
});
