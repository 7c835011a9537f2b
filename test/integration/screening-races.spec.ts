import { newId } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { ArriveAppointment } from '../../src/modules/appointments/arrive-appointment.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { ReleaseUnclearVisits } from '../../src/modules/appointments/jobs/release-unclear-visits.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import type { Appointment } from '../../src/modules/appointments/storage/appointments.js';
import { RescreenVisits } from '../../src/modules/appointments/rescreen-visits.js';
import { RiskCode, VerdictLevel } from '../../src/modules/screening/domain/index.js';
import { NoteRisks } from '../../src/modules/screening/index.js';
import { OverrideRule } from '../../src/modules/screening/override-rule.js';
import { createDataSource, UnitOfWork } from '../../src/platform/database/index.js';
import { Sweeps } from '../../src/platform/jobs/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { postgresLogOf } from '../support/cluster.js';
import { noteRisks } from '../support/screening.js';

const RACERS = 32;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CLEARANCE = `mutation ($input: RecordClearanceInput!) { recordClearance(input: $input) { ... on ClearancePayload { clearance { id } } } }`;
const WITHDRAW = `mutation ($id: ID!) { withdrawClearance(input: { id: $id, reason: "it was meant for somebody else" }) { __typename } }`;

describe('screening holds under races', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let token: string;

  beforeAll(async () => {
    api = await TestApi.start({ DATABASE_POOL_SIZE: '16' });
  });
  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database, { therapists: 3, rooms: 3, clients: 4, zone: 'UTC' });
    desk = await clinic.actor('front_desk');
    token = await tokenFor(api.app, desk);
  });
  afterEach(() => clinic.close());

  const dateIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  /** UTC is the clinic's zone here: 10:00 is 10:00. */
  const at = (days: number, hour = 10): Date => new Date(Date.parse(`${dateIn(days)}T00:00:00Z`) + hour * HOUR);
  const clientOf = (n = 0): string => clinic.clientIds[n]!;
  const answer = (clientId: string, ...risks: RiskCode[]) =>
    noteRisks(api, { practiceId: clinic.practiceId, clientId, present: risks.map((risk) => ({ risk })) });
  const book = (startsAt: Date, clientId = clientOf(), therapist?: number) =>
    api.app.get(BookAppointment, { strict: false }).execute(desk, {
      booking: {
        ...{ clinicId: clinic.clinicId, serviceId: clinic.serviceId, clientId, startsAt, overrideReason: null },
        ...{ therapistId: therapist === undefined ? null : clinic.therapistIds[therapist]!, roomId: null },
      },
    });
  const booked = async (...args: Parameters<typeof book>): Promise<Appointment> => {
    const outcome = await book(...args);
    if (!outcome.ok) throw new Error(`The visit must be booked: ${JSON.stringify(outcome.refusal)}`);
    return outcome.value;
  };
  const move = (visit: Appointment, startsAt: Date) =>
    api.app
      .get(RescheduleAppointment, { strict: false })
      .execute(desk, { id: visit.id, version: visit.version, startsAt, overrideReason: null });
  const clear = async (clientId: string, expiresOn: string): Promise<string> => {
    const input = { clientId, givenBy: 'Dr. Ada Stone', techniques: ['SWEDISH'], givenOn: dateIn(-1), expiresOn };
    const data = await api.data<{ recordClearance: { clearance: { id: string } } }>(CLEARANCE, { input }, token);
    return data.recordClearance.clearance.id;
  };
  const visitsOf = (clientId: string) =>
    clinic.sql<{ id: string; status: string; level: string; accepted: string; awaits: boolean }>(
      `SELECT id, status, screening_level AS level, screening_accepted AS accepted, awaits_therapist AS awaits
       FROM appointments WHERE practice_id = $1 AND client_id = $2 ORDER BY starts_at`,
      [clinic.practiceId, clientId],
    );
  const openFollowUps = async (kind: string): Promise<string[]> => {
    const rows = await clinic.sql<{ id: string }>(
      `SELECT appointment_id AS id FROM follow_ups WHERE practice_id = $1 AND kind = $2 AND done_at IS NULL`,
      [clinic.practiceId, kind],
    );
    return rows.map(({ id }) => id).sort();
  };
  /** The worker's sweep, under its role, until `work` is done. */
  const withSweep = async (work: (sweep: () => Promise<number>) => Promise<void>): Promise<void> => {
    const source = await createDataSource({
      ...{ url: api.database.workerUrl, poolSize: 8, applicationName: 'test' },
    }).initialize();
    const rescreen = api.app.get(RescreenVisits, { strict: false });
    const unitOfWork = new UnitOfWork(source, api.clock);
    try {
      await work(() => new ReleaseUnclearVisits(new Sweeps(source, api.clock, unitOfWork), rescreen).execute());
    } finally {
      api.clock.offset = 0;
      await source.destroy();
    }
  };
  /** Racers for one client, each on a day of its own, with something that happens while they run. */
  const raceAgainst = async <T>(event: () => Promise<T>) => {
    const racers = Array.from({ length: RACERS }, (_, n) => book(at(3 + n)));
    const [outcomes] = await Promise.all([Promise.all(racers), event()]);
    return outcomes;
  };

  it('of answers that defer: what was booked before them is worse, and nothing is booked after them', async () => {
    await answer(clientOf());
    const outcomes = await raceAgainst(() => answer(clientOf(), RiskCode.CLOT_CURRENT));
    const visits = await visitsOf(clientOf());
    const refused = outcomes.filter((outcome) => !outcome.ok);
    expect(visits.length + refused.length).toBe(RACERS);
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ refusal: { kind: 'screening_defers', level: 'defer' } });
    }
    // Whatever stands was taken on as clear, and its therapist knows by now.
    for (const visit of visits) {
      expect(visit).toMatchObject({ status: 'booked', level: 'defer', accepted: 'clear', awaits: true });
    }
    expect(await openFollowUps('screening_worsened')).toEqual(visits.map(({ id }) => id).sort());
  });

  it('of a clearance that is withdrawn: nobody is booked on the strength of it afterwards', async () => {
    await answer(clientOf(), RiskCode.ANEURYSM);
    const clearanceId = await clear(clientOf(), dateIn(90));
    const outcomes = await raceAgainst(() => api.data(WITHDRAW, { id: clearanceId }, token));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const visits = await visitsOf(clientOf());
    for (const visit of visits) {
      // Booked before: worse than it was. Booked after: it waits.
      const before = { status: 'booked', level: 'clearance', accepted: 'clear', awaits: true };
      const after = { status: 'pending_clearance', level: 'clearance', accepted: 'clearance', awaits: false };
      expect(visit).toMatchObject(visit.status === 'booked' ? before : after);
    }
    const [worse, waiting] = [await openFollowUps('screening_worsened'), await openFollowUps('clearance_needed')];
    expect(worse.length + waiting.length).toBe(RACERS);
  });

  it('of a clearance that is recorded: nobody waits for it afterwards', async () => {
    await answer(clientOf(), RiskCode.ANEURYSM);
    await raceAgainst(() => clear(clientOf(), dateIn(90)));
    const visits = await visitsOf(clientOf());
    expect(visits).toHaveLength(RACERS);
    for (const visit of visits) {
      expect(visit).toMatchObject({ status: 'booked', level: 'clear', accepted: 'clear', awaits: false });
    }
    expect(await openFollowUps('clearance_needed')).toEqual([]);
  });

  it('counts a clearance on its last day, and not on the day after', async () => {
    await answer(clientOf(), RiskCode.ANEURYSM);
    await clear(clientOf(), dateIn(10));
    expect((await booked(at(10))).status).toBe('booked');
    expect((await booked(at(11))).status).toBe('pending_clearance');
  });

  it('of crossing moves: each stands where its own verdict lets it', async () => {
    // A fever of today counts for two days, for the first client alone.
    const [feverish, sound] = [await booked(at(9, 9), clientOf(0), 0), await booked(at(1, 12), clientOf(1), 0)];
    await Promise.all([answer(clientOf(0), RiskCode.FEVER), answer(clientOf(1))]);
    const fresh = async (clientId: string): Promise<Appointment> => {
      const [{ id, version }] = (await clinic.sql('SELECT id, version FROM appointments WHERE client_id = $1', [
        clientId,
      ])) as [Appointment];
      return { ...feverish, id, version };
    };
    const [first, second] = [await fresh(clientOf(0)), await fresh(clientOf(1))];
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? move(first, at(1, 14)) : move(second, at(9, 13)))),
    );
    const kinds = outcomes.map((outcome) => (outcome.ok ? 'moved' : outcome.refusal.kind));
    expect(new Set(kinds.filter((_, n) => n % 2 === 0))).toEqual(new Set(['screening_defers']));
    expect(kinds.filter((_, n) => n % 2 === 1).sort()).toEqual([
      'moved',
      'stale_version',
      'stale_version',
      'stale_version',
    ]);
    const [stays] = await clinic.sql<{ startsAt: Date }>(
      'SELECT starts_at AS "startsAt" FROM appointments WHERE id = $1',
      [feverish.id],
    );
    expect(stays!.startsAt).toEqual(at(9, 9));
    expect(sound.id).toBe(second.id);
  });

  it('of two workers over visits that wait in vain, and a clearance that comes at the last moment', async () => {
    const clients = clinic.clientIds;
    for (const clientId of clients) await answer(clientId, RiskCode.ANEURYSM);
    for (const [n, clientId] of clients.entries()) await booked(at(5, 8 + 2 * n), clientId);
    const late = await booked(at(8), clients[0]);
    await withSweep(async (sweep) => {
      api.clock.offset = at(4, 7).getTime() - Date.now();
      expect(await sweep()).toBe(0);
      api.clock.offset = at(4, 15).getTime() - Date.now();
      const [one, other] = await Promise.all([sweep(), sweep(), clear(clients[3]!, dateIn(60))]);
      const statuses = await clinic.sql<{ client: string; status: string; reason: string | null }>(
        `SELECT client_id AS client, status, cancel_reason AS reason FROM appointments
         WHERE practice_id = $1 AND id <> $2 ORDER BY starts_at`,
        [clinic.practiceId, late.id],
      );
      const released = { status: 'cancelled', reason: 'clearance_missing' };
      expect(statuses.slice(0, 3)).toMatchObject([released, released, released]);
      const last = statuses[3]!;
      expect(['booked', 'cancelled']).toContain(last.status);
      expect(one! + other!).toBe(last.status === 'booked' ? 3 : 4);
      expect(await openFollowUps('clearance_released')).toHaveLength(one! + other!);
      expect(await openFollowUps('clearance_needed')).toEqual([late.id]);
      const facts = await clinic.sql(
        `SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'appointment.clearance_lapsed'`,
        [clinic.practiceId],
      );
      expect(facts).toHaveLength(one! + other!);
      expect(await sweep()).toBe(0);
    });
  });

  it('of a rule that the practice has made milder: who waits for nothing any more keeps the slot', async () => {
    await answer(clientOf(), RiskCode.FRACTURE);
    await answer(clientOf(1), RiskCode.ANEURYSM);
    const visits = [await booked(at(5, 9)), await booked(at(5, 11), clientOf(1))];
    expect(visits.map(({ status }) => status)).toEqual(['pending_clearance', 'pending_clearance']);
    const changes = { level: VerdictLevel.ADAPT } as const;
    await api.app
      .get(OverrideRule, { strict: false })
      .execute(await clinic.actor('manager'), { ruleId: 'fracture', overrides: 0, changes });
    await withSweep(async (sweep) => {
      api.clock.offset = at(4, 15).getTime() - Date.now();
      expect(await sweep()).toBe(2);
      expect(await visitsOf(clientOf())).toMatchObject([{ status: 'booked', level: 'adapt', awaits: false }]);
      expect(await visitsOf(clientOf(1))).toMatchObject([{ status: 'cancelled' }]);
      expect(await openFollowUps('clearance_needed')).toEqual([]);
      expect(await openFollowUps('clearance_released')).toEqual([visits[1]!.id]);
      expect(await sweep()).toBe(0);
    });
  });

  it('of an arrival with answers that come first: it goes by how they leave the visit', async () => {
    await answer(clientOf(), RiskCode.RASH);
    const { id } = await booked(at(5));
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    api.clock.offset = at(5).getTime() - Date.now();
    const profile = { answeredOn: dateIn(5), present: [], unknown: [], complete: true };
    let arrival: Promise<unknown> | undefined;
    await api.app.get(UnitOfWork).do(desk, async (tx) => {
      await tx.lock([clientOf()]);
      arrival = api.app.get(ArriveAppointment, { strict: false }).execute(desk, id, 'nothing_new');
      while ((await clinic.sql(waiting)).length === 0);
      await api.app.get(NoteRisks, { strict: false }).execute(tx, { clientId: clientOf(), profile, sourceId: newId() });
    });
    await arrival;
    api.clock.offset = 0;
    expect(await visitsOf(clientOf())).toMatchObject([{ status: 'arrived', level: 'clear', accepted: 'clear' }]);
  });

  it('of holds that are taken over: the answers of that moment count', async () => {
    const holdId = newId();
    await clinic.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, hold_expires_at)
       SELECT $1, $2, $3, $4, $5, $6, 'held', s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour',
         9000, 'EUR', now() + interval '5 minutes' FROM (SELECT $7::timestamptz AS s) AS at`,
      [clinic.practiceId, holdId, clinic.clinicId, clinic.therapistIds[0], clinic.roomIds[0], clinic.serviceId, at(5)],
    );
    await answer(clientOf(), RiskCode.SYSTEMIC_INFECTION);
    const takeOver = (clientId: string) =>
      api.app.get(BookAppointment, { strict: false }).execute(desk, { holdId, clientId });
    expect(await takeOver(clientOf())).toMatchObject({ refusal: { kind: 'screening_defers', level: 'defer' } });
    expect(await takeOver(clientOf(1))).toMatchObject({ value: { status: 'booked', screeningLevel: 'not_screened' } });
  });

  it('has left no deadlock behind', async () => {
    expect(await postgresLogOf(api.database)).not.toContain('deadlock detected');
  });
});
