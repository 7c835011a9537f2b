import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { SystemActor } from '../../src/kernel/index.js';
import { newId } from '../../src/kernel/index.js';
import { hoursInWindow } from '../../src/modules/scheduling/domain/index.js';
import { hoursOfClinic, hoursOfTherapists, timeOffIn, closuresIn } from '../../src/modules/scheduling/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const actor: SystemActor = { kind: 'system', practiceId: newId(), name: 'test' };
const clinicId = newId();
const therapistIds = Array.from({ length: 12 }, newId);
const [anna] = therapistIds as [string];

let database: TestDatabase;
let source: DataSource;
let unitOfWork: UnitOfWork;
let client: Client;

const rows = (text: string, ...values: unknown[]): Promise<unknown> =>
  client.query(text, [actor.practiceId, ...values]);
beforeAll(async () => {
  database = await createTestDatabase();
  source = await createDataSource({ url: database.appUrl, poolSize: 2, applicationName: 'test' }).initialize();
  unitOfWork = new UnitOfWork(source, new DatabaseClock());
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`SELECT set_config('app.practice', $1, false)`, [actor.practiceId]);
  await rows(`INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Harbour', 'EUR', 'DE')`);
  const clinic = `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Mitte', 'Europe/Berlin', 'DE')`;
  await rows(clinic, clinicId);
  await rows(`INSERT INTO therapists (practice_id, id, name) SELECT $1, unnest($2::uuid[]), 'Anna'`, therapistIds);
  await rows(
    `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends, valid_to)
     VALUES ($1, gen_random_uuid(), $2, 1, '08:00', '20:00', '2026-12-31')`,
    clinicId,
  );
  await rows(
    `INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends, valid_from, valid_to)
     SELECT $1, gen_random_uuid(), t, $3, d, '22:00', '02:00', v.first, v.last FROM unnest($2::uuid[]) t, generate_series(1, 7) d,
       (VALUES (NULL::date, '2026-11-29'::date), ('2026-11-30', '2026-12-31'), ('2027-01-01', NULL)) AS v(first, last)`,
    therapistIds,
    clinicId,
  );
  await rows(
    `INSERT INTO working_hour_exceptions (practice_id, id, therapist_id, clinic_id, on_date, starts, ends)
     SELECT $1, gen_random_uuid(), t, $3, '2026-12-10', '09:00', '12:00' FROM unnest($2::uuid[]) t`,
    therapistIds,
    clinicId,
  );
  await rows(
    `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at, cancelled_at)
     SELECT $1, gen_random_uuid(), t, 'sick', '2026-12-09T08:00Z', '2026-12-09T10:00Z', c
     FROM unnest($2::uuid[]) t, (VALUES (NULL::timestamptz), (now())) AS cancelled(c)`,
    therapistIds,
  );
  await rows(
    `INSERT INTO closures (practice_id, id, clinic_id, starts_at, ends_at, cancelled_at)
     SELECT $1, gen_random_uuid(), $2, '2026-12-09T08:00Z', '2026-12-09T10:00Z', c FROM (VALUES (NULL::timestamptz), (now())) AS cancelled(c)`,
    clinicId,
  );
});
afterAll(async () => {
  await client.end();
  await source.destroy();
  await database.drop();
});

const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => unitOfWork.do(actor, work);
const window = (from: string, to: string) => ({ start: Date.parse(from), end: Date.parse(to) });

describe('the hours of a clinic', () => {
  it('are as the slot search takes them', async () => {
    expect(await read((tx) => hoursOfClinic(tx, clinicId))).toEqual([
      { weekday: 1, starts: '08:00', ends: '20:00', validFrom: null, validTo: '2026-12-31' },
    ]);
  });
});

describe('the hours of therapists', () => {
  const day = window('2026-12-09T23:00Z', '2026-12-10T23:00Z'); // 10 December in Berlin

  it('are what decides about the window, and give the instants that they work', async () => {
    const hours = await read((tx) => hoursOfTherapists(tx, therapistIds, day));
    const [here] = hours.get(anna)!;
    const shown = hoursInWindow({ ...here!, zone: 'Europe/Berlin', window: day });
    expect(shown.map(({ start, end }) => [new Date(start).toISOString(), new Date(end).toISOString()])).toEqual([
      ['2026-12-09T23:00:00.000Z', '2026-12-10T01:00:00.000Z'], // 00:00 to 02:00, begun the day before
      ['2026-12-10T08:00:00.000Z', '2026-12-10T11:00:00.000Z'], // 09:00 to 12:00, in place of 22:00 to 02:00
    ]);
    expect([...hours.keys()]).toEqual(therapistIds);
  });

  it('leave out what ended long before and begins long after', async () => {
    const hours = await read((tx) => hoursOfTherapists(tx, [anna], day));
    expect(new Set(hours.get(anna)?.flatMap(({ weekly }) => weekly.map(({ validFrom }) => validFrom)))).toEqual(
      new Set(['2026-11-30']),
    );
    const later = await read((tx) => hoursOfTherapists(tx, [anna], window('2027-02-01T00:00Z', '2027-02-02T00:00Z')));
    expect(later.get(anna)?.map(({ exceptions }) => exceptions)).toEqual([[]]);
  });
});

describe('time off and closures', () => {
  it('are those that share time with the window and were not cancelled', async () => {
    const at = (from: string, to: string): Promise<number[]> =>
      read(async (tx) => {
        const asked = window(from, to);
        return [(await timeOffIn(tx, therapistIds, asked)).length, (await closuresIn(tx, clinicId, asked)).length];
      });
    expect(await at('2026-12-09T00:00Z', '2026-12-10T00:00Z')).toEqual([12, 1]);
    expect(await at('2026-12-09T09:59Z', '2026-12-09T10:30Z')).toEqual([12, 1]);
    expect(await at('2026-12-09T10:00Z', '2026-12-10T00:00Z')).toEqual([0, 0]);
    expect(await at('2026-12-09T00:00Z', '2026-12-09T08:00Z')).toEqual([0, 0]);
  });
});

describe('each read', () => {
  const asked = window('2026-11-01T00:00Z', '2027-03-01T00:00Z');
  it.each<[string, number, (tx: Tx, ids: readonly string[]) => Promise<unknown>]>([
    ['hoursOfTherapists', 2, (tx, ids) => hoursOfTherapists(tx, ids, asked)],
    ['timeOffIn', 1, (tx, ids) => timeOffIn(tx, ids, asked)],
    ['hoursOfClinic', 1, (tx) => hoursOfClinic(tx, clinicId)],
    ['closuresIn', 1, (tx) => closuresIn(tx, clinicId, asked)],
  ])('takes as many statements for twelve therapists as for one: %s', async (_, expected, work) => {
    const statements = (ids: readonly string[]): Promise<number> =>
      read(async (tx) => {
        let count = 0;
        const sql: Tx['sql'] = (text, values) => {
          count += 1;
          return tx.sql(text, values);
        };
        await work(Object.create(tx, { sql: { value: sql } }) as Tx, ids);
        return count;
      });
    expect(await statements([anna])).toBe(expected);
    expect(await statements(therapistIds)).toBe(expected);
  });
});
