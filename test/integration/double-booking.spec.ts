import type { StaffActor } from '../../src/kernel/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import type { Booking } from '../../src/modules/appointments/book-appointment.js';
import { HoldSlot } from '../../src/modules/appointments/hold-slot.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { postgresLogOf } from '../support/cluster.js';

const RACERS = 64;
const MINUTE = 60_000;

describe('nobody is booked twice', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let day = 0;

  beforeAll(async () => {
    api = await TestApi.start({ DATABASE_POOL_SIZE: '24' });
    clinic = await createClinic(api.database, { therapists: 3, rooms: 3, clients: 80 });
    desk = await clinic.actor('front_desk');
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  /** 10:00 in Berlin of a day that no other test uses. */
  const freshMorning = (): number => {
    day += 1;
    const date = new Date(Date.now() + (20 + day) * 86_400_000).toISOString().slice(0, 10);
    const utcNine = Date.parse(`${date}T09:00:00Z`);
    const hour = Number(
      new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Berlin' }).format(utcNine),
    );
    return utcNine + (10 - hour) * 60 * MINUTE;
  };

  const wish = (start: number, change: Partial<Booking> = {}): Booking => ({
    clinicId: clinic.clinicId,
    serviceId: clinic.serviceId,
    clientId: clinic.clientIds[0]!,
    startsAt: new Date(start),
    therapistId: clinic.therapistIds[0]!,
    roomId: clinic.roomIds[0]!,
    overrideReason: null,
    ...change,
  });

  const book = (booking: Booking) => {
    return api.app.get(BookAppointment, { strict: false }).execute(desk, { booking });
  };
  const hold = (booking: Booking) =>
    api.app.get(HoldSlot, { strict: false }).execute(desk, { ...booking, clientId: booking.clientId });

  const race = <T>(count: number, racer: (n: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, n) => racer(n)));

  const won = (outcomes: { ok: boolean }[]): number => outcomes.filter((outcome) => outcome.ok).length;

  const expectTyped = (outcomes: Awaited<ReturnType<typeof book>>[]): void => {
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      expect(outcome.refusal.kind).toBe('obstructed');
      if (outcome.refusal.kind !== 'obstructed') continue;
      expect(outcome.refusal.obstacles.some(({ code }) => code.endsWith('_busy'))).toBe(true);
      expect(outcome.refusal.nextSlots.length).toBeGreaterThan(0);
    }
  };

  it('lets one of 64 have one slot', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, (n) => book(wish(start, { clientId: clinic.clientIds[n]! })));
    expect(won(outcomes)).toBe(1);
    expectTyped(outcomes);
  });

  it('lets one of 64 have overlapping slots that are not the same', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, (n) =>
      book(wish(start + (n % 4) * 15 * MINUTE, { clientId: clinic.clientIds[n]! })),
    );
    expect(won(outcomes)).toBe(1);
    expectTyped(outcomes);
  });

  it('gives one room to one of several therapists', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, (n) =>
      book(wish(start, { clientId: clinic.clientIds[n]!, therapistId: clinic.therapistIds[n % 3]! })),
    );
    expect(won(outcomes)).toBe(1);
    expectTyped(outcomes);
  });

  it('sends one client to one of several therapists, partly overlapping', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, (n) =>
      book(
        wish(start + (n % 3) * 15 * MINUTE, {
          therapistId: clinic.therapistIds[n % 3]!,
          roomId: clinic.roomIds[n % 3]!,
        }),
      ),
    );
    expect(won(outcomes)).toBe(1);
    expectTyped(outcomes);
  });

  it('fills three therapists and no more when named and any are mixed', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, (n) =>
      book(
        wish(start, {
          clientId: clinic.clientIds[n]!,
          therapistId: n % 2 === 0 ? null : clinic.therapistIds[n % 3]!,
          roomId: null,
        }),
      ),
    );
    expect(won(outcomes)).toBe(3);
    expectTyped(outcomes);
  });

  it('lets one win among holds and direct bookings', async () => {
    const start = freshMorning();
    const outcomes = await race(RACERS, async (n) => {
      const asked = wish(start, { clientId: clinic.clientIds[n]! });
      return n % 2 === 0 ? hold(asked) : book(asked);
    });
    expect(won(outcomes)).toBe(1);
  });

  it('lets one have the slot of a hold whose time is over', async () => {
    const start = freshMorning();
    const held = await hold(wish(start, { clientId: clinic.clientIds[70]! }));
    if (!held.ok) throw new Error('The first hold must be had.');
    await clinic.sql(`UPDATE appointments SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [
      held.value.id,
    ]);
    const outcomes = await race(RACERS, async (n) => {
      const { id: holdId } = held.value;
      const clientId = clinic.clientIds[n]!;
      return n % 8 === 0
        ? api.app.get(BookAppointment, { strict: false }).execute(desk, { holdId, clientId })
        : book(wish(start, { clientId }));
    });
    expect(won(outcomes)).toBe(1);
  });

  it('tells that the hold has ended whose place somebody else took', async () => {
    const start = freshMorning();
    const held = await hold(wish(start));
    if (!held.ok) throw new Error('The hold must be had.');
    const { id } = held.value;
    await clinic.sql(`UPDATE appointments SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect(await book(wish(start, { clientId: clinic.clientIds[1]! }))).toMatchObject({ ok: true });
    const told = await clinic.sql<object>(
      `SELECT o.fact, a.action FROM outbox o JOIN audit_entries a ON a.action = o.fact AND a.subject_ids = ARRAY[$1::uuid]
       WHERE (o.payload ->> 'appointmentId')::uuid = $1 AND o.fact <> 'appointment.held'`,
      [id],
    );
    expect(told).toEqual([{ fact: 'appointment.released', action: 'appointment.released' }]);
  });

  it('ends crossing reschedules in one legal state', async () => {
    const start = freshMorning();
    const [first, second] = [
      await book(wish(start, { clientId: clinic.clientIds[1]! })),
      await book(wish(start + 60 * MINUTE, { clientId: clinic.clientIds[2]! })),
    ];
    if (!first.ok || !second.ok) throw new Error('Both must be booked.');
    const moves = api.app.get(RescheduleAppointment, { strict: false });
    const outcomes = await race(10, (n) => {
      const [mine, other] = n % 2 === 0 ? [first.value, second.value] : [second.value, first.value];
      return moves.execute(desk, { id: mine.id, version: 1, startsAt: other.startsAt, overrideReason: null });
    });
    expect(won(outcomes)).toBe(0);
  });

  it('has left no overlap and no deadlock behind', async () => {
    const overlaps = await clinic.sql(
      `SELECT a.id FROM appointments a JOIN appointments b ON a.id < b.id AND a.practice_id = b.practice_id
         AND a.status NOT IN ('cancelled', 'no_show', 'expired') AND b.status NOT IN ('cancelled', 'no_show', 'expired')
         AND ((a.therapist_id = b.therapist_id AND a.therapist_range && b.therapist_range)
           OR (a.room_id = b.room_id AND a.room_range && b.room_range)
           OR (a.client_id = b.client_id AND a.visit_range && b.visit_range))`,
    );
    expect(overlaps).toEqual([]);
    expect(await postgresLogOf(api.database)).not.toContain('deadlock detected');
  });
});
