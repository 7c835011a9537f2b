import fc from 'fast-check';
import type { StaffActor } from '../../src/kernel/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import { FindOpenSlots } from '../../src/modules/appointments/find-open-slots.js';
import { HoldSlot } from '../../src/modules/appointments/hold-slot.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import type { Appointment } from '../../src/modules/appointments/storage/appointments.js';
import { TakeBack } from '../../src/modules/appointments/take-back.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { BookingOracle } from '../support/booking-oracle.js';
import type { Wanted } from '../support/booking-oracle.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

/** A small world, so that wishes collide: 08:00 to 11:00, visits of an hour on every half hour. */
const WORLD = {
  therapists: 2,
  rooms: 2,
  duration: 60,
  before: 0,
  after: 15,
  turnover: 10,
  opens: 480,
  closes: 660,
  step: 30,
};
const CLIENTS = 3;
const SEEDS = process.env['TEST_DEEP'] ? 5_000 : 200;
const LANES = 4;
const DATE = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const MIDNIGHT = Date.parse(`${DATE}T00:00:00Z`);
const at = (minute: number): Date => new Date(MIDNIGHT + minute * 60_000);

type Step =
  | { readonly do: 'book' | 'hold'; readonly wish: Wanted }
  | { readonly do: 'book_hold'; readonly nth: number; readonly client: number }
  | { readonly do: 'move'; readonly nth: number; readonly wish: Wanted }
  | { readonly do: 'cancel' | 'take_back' | 'run_out'; readonly nth: number }
  | { readonly do: 'time_off'; readonly therapist: number; readonly start: number };

const start = fc.integer({ min: 15, max: 21 }).map((n) => n * 30);
const oneOf = (count: number) => fc.option(fc.integer({ min: 0, max: count - 1 }), { nil: null });
const wish = (client: fc.Arbitrary<number | null>): fc.Arbitrary<Wanted> =>
  fc.record({ start, therapist: oneOf(WORLD.therapists), room: oneOf(WORLD.rooms), client });
const client = fc.integer({ min: 0, max: CLIENTS - 1 });
const nth = fc.nat({ max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('book' as const), wish: wish(client) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold' as const), wish: wish(oneOf(CLIENTS)) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('book_hold' as const), nth, client }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), nth, wish: wish(fc.constant(null)) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'take_back' as const, 'run_out' as const), nth }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('time_off' as const),
      therapist: fc.nat({ max: WORLD.therapists - 1 }),
      start,
    }),
  },
);

/** The program and the oracle, side by side in one practice. */
class Lane {
  private oracle = new BookingOracle(WORLD);

  constructor(
    private readonly api: TestApi,
    private readonly clinic: ClinicFixture,
    private readonly desk: StaffActor,
  ) {}

  async run(steps: readonly Step[]): Promise<void> {
    await this.clinic.sql(
      `WITH events AS (DELETE FROM appointment_events WHERE practice_id = '${this.clinic.practiceId}'),
         off AS (DELETE FROM time_off WHERE practice_id = '${this.clinic.practiceId}')
       DELETE FROM appointments WHERE practice_id = '${this.clinic.practiceId}'`,
    );
    this.oracle = new BookingOracle(WORLD);
    for (const one of steps) await this.take(one);
    expect(await this.slots()).toEqual(this.oracle.openSlots());
  }

  private async take(one: Step): Promise<void> {
    if (one.do === 'time_off') return this.timeOff(one.therapist, one.start);
    if (!('nth' in one)) return this.place(one.do, one.wish);
    const visit = this.oracle.visits[one.nth % Math.max(1, this.oracle.visits.length)];
    if (!visit) return;
    if (one.do === 'book_hold') return this.bookHold(visit, one.client);
    if (one.do === 'move') return this.move(visit, one.wish);
    if (one.do === 'cancel') return this.cancel(visit);
    if (one.do === 'take_back') return this.takeBack(visit);
    return this.runOut(visit);
  }

  private async place(kind: 'book' | 'hold', wanted: Wanted): Promise<void> {
    const places = this.oracle.places(wanted);
    const booking = {
      ...this.bookingOf(wanted),
      clientId: wanted.client === null ? null : this.clinic.clientIds[wanted.client]!,
    };
    const outcome =
      kind === 'hold'
        ? await this.use(HoldSlot).execute(this.desk, booking)
        : await this.use(BookAppointment).execute(this.desk, {
            booking: { ...booking, clientId: booking.clientId! },
          });
    expect(outcome.ok).toBe(places.length > 0);
    if (!outcome.ok) return;
    const place = this.placeOf(outcome.value);
    expect(places).toContainEqual(place);
    const status = kind === 'hold' ? 'held' : 'booked';
    this.oracle.visits.push({ id: outcome.value.id, ...place, client: wanted.client, start: wanted.start, status });
  }

  private async bookHold(visit: BookingOracle['visits'][number], who: number): Promise<void> {
    const possible = visit.status === 'held' || visit.status === 'expired';
    const free = possible && this.oracle.places({ ...visit, client: who }, visit.id).length > 0;
    const request = { holdId: visit.id, clientId: this.clinic.clientIds[who]! };
    const outcome = await this.use(BookAppointment).execute(this.desk, request);
    expect(outcome.ok).toBe(free);
    if (outcome.ok) Object.assign(visit, { status: 'booked', client: who });
  }

  private async move(visit: BookingOracle['visits'][number], wanted: Wanted): Promise<void> {
    const asked = { start: wanted.start, therapist: wanted.therapist, room: wanted.room, client: visit.client };
    const places = visit.status === 'booked' ? this.oracle.places(asked, visit.id) : [];
    const { therapistId, roomId, startsAt } = this.bookingOf(wanted);
    const [row] = await this.clinic.sql<{ version: number }>(`SELECT version FROM appointments WHERE id = $1`, [
      visit.id,
    ]);
    const move = { id: visit.id, version: row!.version, startsAt, therapistId, roomId, overrideReason: null };
    const outcome = await this.use(RescheduleAppointment).execute(this.desk, move);
    expect(outcome.ok).toBe(places.length > 0);
    if (!outcome.ok) return;
    expect(places).toContainEqual(this.placeOf(outcome.value));
    Object.assign(visit, this.placeOf(outcome.value), { start: wanted.start });
  }

  private async cancel(visit: BookingOracle['visits'][number]): Promise<void> {
    const change =
      visit.status === 'held'
        ? ({ name: 'release' } as const)
        : ({ name: 'cancel', cancellation: { reason: 'client_request', note: null } } as const);
    const outcome = await this.use(ChangeStatus).execute(this.desk, visit.id, change);
    expect(outcome.ok).toBe(visit.status === 'held' || visit.status === 'booked');
    if (outcome.ok) visit.status = visit.status === 'held' ? 'expired' : 'cancelled';
  }

  /** Taking a cancellation back asks only whether the time is still free, not what the schedule says today. */
  private async takeBack(visit: BookingOracle['visits'][number]): Promise<void> {
    const outcome = await this.use(TakeBack).execute(this.desk, visit.id);
    if (visit.status !== 'cancelled') return expect(outcome.ok).toBe(false);
    const schedule = new BookingOracle(WORLD);
    schedule.visits.push(...this.oracle.visits);
    expect(outcome.ok).toBe(schedule.places(visit, visit.id).length > 0);
    if (outcome.ok) visit.status = 'booked';
  }

  private async runOut(visit: BookingOracle['visits'][number]): Promise<void> {
    if (visit.status !== 'held') return;
    await this.clinic.sql(`UPDATE appointments SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, [
      visit.id,
    ]);
    visit.status = 'expired';
  }

  private async timeOff(therapist: number, from: number): Promise<void> {
    await this.clinic.sql(
      `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at) VALUES ($1, gen_random_uuid(), $2, 'sick', $3, $4)`,
      [this.clinic.practiceId, this.clinic.therapistIds[therapist], at(from), at(from + 45)],
    );
    this.oracle.addTimeOff(therapist, from, from + 45);
  }

  private async slots(): Promise<{ start: number; therapists: number[]; rooms: number[] }[]> {
    const { serviceId, clinicId, therapistIds, roomIds } = this.clinic;
    const question = {
      serviceId,
      clinicIds: [clinicId],
      from: DATE,
      days: 1,
      therapistIds: null,
      clientId: null,
      condition: null,
    };
    const slots = await this.use(UnitOfWork).do(this.desk, (tx) =>
      this.use(FindOpenSlots).execute(tx, { ...question, order: 'earliest' }),
    );
    return slots.map((slot) => ({
      start: (slot.start - MIDNIGHT) / 60_000,
      therapists: slot.therapists.map(({ therapistId }) => therapistIds.indexOf(therapistId)).sort(),
      rooms: slot.roomIds.map((id) => roomIds.indexOf(id)).sort(),
    }));
  }

  private bookingOf({ start: minute, therapist, room }: Wanted) {
    const { clinicId, serviceId, therapistIds, roomIds } = this.clinic;
    return {
      ...{ clinicId, serviceId, startsAt: at(minute), overrideReason: null },
      therapistId: therapist === null ? null : therapistIds[therapist]!,
      roomId: room === null ? null : roomIds[room]!,
    };
  }

  private placeOf({ therapistId, roomId }: Appointment): { therapist: number; room: number } {
    const { therapistIds, roomIds } = this.clinic;
    return { therapist: therapistIds.indexOf(therapistId), room: roomIds.indexOf(roomId) };
  }

  private use<T>(type: new (...args: never[]) => T): T {
    return this.api.app.get(type, { strict: false });
  }
}

describe('the program and a naive oracle', () => {
  let api: TestApi;
  const clinics: ClinicFixture[] = [];

  beforeAll(async () => {
    api = await TestApi.start();
  });

  afterAll(async () => {
    await Promise.all(clinics.map((clinic) => clinic.close()));
    await api.stop();
  });

  const openLane = async (): Promise<Lane> => {
    const clinic = await createClinic(api.database, { ...WORLD, clients: CLIENTS, zone: 'UTC' });
    clinics.push(clinic);
    const { practiceId } = clinic;
    await clinic.sql(`UPDATE opening_hours SET ends = '11:00' WHERE practice_id = $1`, [practiceId]);
    await clinic.sql(`UPDATE clinics SET slot_step_minutes = $2 WHERE practice_id = $1`, [practiceId, WORLD.step]);
    await clinic.sql(`UPDATE services SET buffer_after_minutes = $2 WHERE practice_id = $1`, [practiceId, WORLD.after]);
    return new Lane(api, clinic, await clinic.actor('front_desk'));
  };

  it(`agree on every outcome and every open slot over ${SEEDS} seeds`, async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, openLane));
    const property = (lane: Lane) =>
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => lane.run(steps));
    await Promise.all(lanes.map((lane) => fc.assert(property(lane), { numRuns: SEEDS / LANES, endOnFailure: false })));
  }, 1_200_000);
});
