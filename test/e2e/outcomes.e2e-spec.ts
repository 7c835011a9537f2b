import { newId } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { RecordMeasurement } from '../../src/modules/outcomes/index.js';
import { Instrument, Moment } from '../../src/modules/outcomes/domain/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { addVisit } from '../support/visits.js';

const RECORD = `mutation ($input: RecordOutcomesInput!) { recordOutcomes(input: $input) {
  measurement { id clientId appointmentId moment takenAt recordedBy replacesId scores { instrument value movement { joint movement side } } } } }`;
const CORRECT = `mutation ($input: CorrectOutcomesInput!) { correctOutcomes(input: $input) { __typename
  ... on MeasurementPayload { measurement { id replacesId scores { value } } }
  ... on AlreadyCorrected { message replacedById } } }`;
const OUTCOMES = `query ($clientId: ID!, $instrument: Instrument! = PAIN, $from: DateTime, $to: DateTime) {
  outcomes(clientId: $clientId, instrument: $instrument, from: $from, to: $to) { instrument movement { joint movement side }
    points { measurementId appointmentId moment date value
      sincePrevious { difference direction meaningful size } sinceFirst { difference direction meaningful size } } } }`;
const MEASUREMENTS = `query ($clientId: ID!, $first: Int, $after: String) { measurements(clientId: $clientId, first: $first, after: $after) {
  edges { node { id replacesId scores { instrument value } } } pageInfo { hasNextPage endCursor } } }`;
const CHART = `query ($clientId: ID!, $instrument: Instrument! = PAIN, $movement: MeasuredMovementInput) {
  outcomeChart(clientId: $clientId, instrument: $instrument, movement: $movement) }`;
const GUIDES = `{ instruments { instrument name abbreviation unit min max step lowerIsBetter meaningfulChange { least size } }
  movements { joint movement hasSide usualDegrees mostDegrees } }`;

interface Series {
  readonly outcomes: readonly { readonly points: readonly Record<string, unknown>[] }[];
}

let api: TestApi;
let clinic: ClinicFixture;
let client: string;
let therapist: StaffActor;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  clinic = await createClinic(api.database);
  client = clinic.clientIds[0]!;
  therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
});
afterEach(() => clinic.close());

const data = async <T = Record<string, unknown>>(document: string, variables: object, actor = therapist): Promise<T> =>
  api.data<T>(document, { ...variables }, await tokenFor(api.app, actor));
const codeOf = async (document: string, variables: object, actor = therapist): Promise<string> =>
  api.errorCode(document, { ...variables }, await tokenFor(api.app, actor));
const pain = (value: number) => ({ instrument: 'PAIN', value });

/** A completed visit at that time with pain before and after it. */
async function session(startsAt: string, before: number, after: number): Promise<string> {
  const appointmentId = await addVisit(clinic, { clientId: client, startsAt, status: 'completed' });
  const at = (moment: string, takenAt: string, value: number): Promise<unknown> =>
    data(RECORD, { input: { clientId: client, appointmentId, moment, takenAt, scores: [pain(value)] } });
  await at('BEFORE', startsAt, before);
  await at('AFTER', new Date(Date.parse(startsAt) + 3_600_000).toISOString(), after);
  return appointmentId;
}
const record = async (input: object = {}): Promise<string> => {
  const given = { clientId: client, moment: 'INTAKE', scores: [pain(7)], ...input };
  const { recordOutcomes } = await data<{ recordOutcomes: { measurement: { id: string } } }>(RECORD, { input: given });
  return recordOutcomes.measurement.id;
};

describe('a therapist follows outcomes', () => {
  it('over the sessions, with meaningful change marked', async () => {
    const first = await session('2026-01-05T23:30:00Z', 7, 6);
    await session('2026-01-13T10:00:00Z', 5, 3);
    const { outcomes } = await data<Series>(OUTCOMES, { clientId: client });
    expect(outcomes).toHaveLength(1);
    const change = (difference: number, meaningful: boolean) => ({
      ...{ difference, meaningful, direction: 'BETTER', size: null },
    });
    expect(outcomes[0]!.points).toMatchObject([
      // 00:30 on the 6th in Berlin.
      { appointmentId: first, moment: 'BEFORE', date: '2026-01-06', value: 7, sincePrevious: null, sinceFirst: null },
      { moment: 'AFTER', value: 6, sincePrevious: change(-1, false), sinceFirst: change(-1, false) },
      { moment: 'BEFORE', date: '2026-01-13', value: 5, sincePrevious: change(-2, true), sinceFirst: change(-2, true) },
      { moment: 'AFTER', value: 3, sincePrevious: change(-2, true), sinceFirst: change(-4, true) },
    ]);
  });

  it('in a window, compared with what lies before it', async () => {
    await session('2026-01-05T10:00:00Z', 7, 6);
    await session('2026-01-12T10:00:00Z', 5, 3);
    const window = { from: '2026-01-12T00:00:00Z', to: '2026-01-12T10:30:00Z' };
    const { outcomes } = await data<Series>(OUTCOMES, { clientId: client, ...window });
    expect(outcomes[0]!.points).toMatchObject([{ value: 5, sincePrevious: { difference: -2 } }]);
  });

  it('of a joint, each movement by itself', async () => {
    const rom = (side: string, value: number) => ({
      instrument: 'RANGE_OF_MOTION',
      movement: { joint: 'SHOULDER', movement: 'FLEXION', side },
      value,
    });
    await record({ scores: [rom('LEFT', 110), rom('RIGHT', 175)] });
    const { outcomes } = await data<Series>(OUTCOMES, { clientId: client, instrument: 'RANGE_OF_MOTION' });
    expect(outcomes).toMatchObject([
      { movement: { side: 'LEFT' }, points: [{ value: 110 }] },
      { movement: { side: 'RIGHT' }, points: [{ value: 175 }] },
    ]);
  });

  it('under all records of one person', async () => {
    const merged = clinic.clientIds[1]!;
    await record();
    await addVisit(clinic, { clientId: merged, startsAt: '2026-02-02T10:00:00Z' });
    await record({ clientId: merged, scores: [pain(4)], takenAt: '2026-02-02T10:00:00Z' });
    await clinic.sql('UPDATE clients SET merged_into_id = $3 WHERE practice_id = $1 AND id = $2', [
      ...[clinic.practiceId, merged, client],
    ]);
    for (const clientId of [client, merged]) {
      const { outcomes } = await data<Series>(OUTCOMES, { clientId });
      expect(outcomes[0]!.points.map(({ value }) => value)).toEqual([4, 7]);
    }
  });

  it('as a chart with the treatments of the client', async () => {
    await session('2026-01-05T10:00:00Z', 7, 4);
    await addVisit(clinic, { clientId: client, startsAt: '2026-01-12T10:00:00Z', status: 'cancelled' });
    await addVisit(clinic, { clientId: clinic.clientIds[1]!, startsAt: '2026-01-19T10:00:00Z', status: 'completed' });
    const consultation = newId();
    await clinic.sql(
      `INSERT INTO services (practice_id, id, name, technique, consultation, duration_minutes, price_minor, required_features)
       VALUES ($1, $2, 'Talk', 'consultation', 'only', 60, 9000, '{}')`,
      [clinic.practiceId, consultation],
    );
    await addVisit(clinic, {
      clientId: client,
      startsAt: '2026-01-26T10:00:00Z',
      status: 'completed',
      serviceId: consultation,
    });
    const { outcomeChart } = await data<{ outcomeChart: string }>(CHART, { clientId: client });
    expect(outcomeChart).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(outcomeChart).toContain('<title id="pain-title">Pain (NPRS): lower is better</title>');
    expect(outcomeChart).toContain(
      '5 Jan 2026, before a session: 7. 5 Jan 2026, after a session: 4. 1 treatment: Swedish 1.',
    );
  });

  it('as a chart of one movement, which must be named', async () => {
    const movement = { joint: 'NECK', movement: 'ROTATION', side: 'LEFT' };
    await record({ scores: [{ instrument: 'RANGE_OF_MOTION', movement, value: 40 }] });
    const asked = { clientId: client, instrument: 'RANGE_OF_MOTION' };
    const { outcomeChart } = await data<{ outcomeChart: string }>(CHART, { ...asked, movement });
    expect(outcomeChart).toContain('left neck, rotation');
    expect(await codeOf(CHART, asked)).toBe('BAD_USER_INPUT');
    expect(await codeOf(CHART, { clientId: client, movement })).toBe('BAD_USER_INPUT');
  });

  it('knowing how each instrument scores', async () => {
    const { instruments, movements } = await data<{ instruments: object[]; movements: object[] }>(GUIDES, {});
    expect(instruments[0]).toEqual({
      ...{ instrument: 'PAIN', name: 'Pain', abbreviation: 'NPRS', unit: 'POINTS', min: 0, max: 10, step: 1 },
      ...{ lowerIsBetter: true, meaningfulChange: [{ least: 2, size: null }] },
    });
    expect(instruments).toHaveLength(Object.values(Instrument).length);
    expect(movements).toContainEqual({
      ...{ joint: 'KNEE', movement: 'FLEXION', hasSide: true, usualDegrees: 135, mostDegrees: 165 },
    });
  });

  beforeEach(() => addVisit(clinic, { clientId: client, startsAt: '2026-06-01T10:00:00Z' }));
});

describe('scores are refused', () => {
  beforeEach(() => addVisit(clinic, { clientId: client, startsAt: '2026-06-01T10:00:00Z' }));

  it.each<[string, object, string]>([
    ['out of range', { scores: [pain(11)] }, 'scores.0.value'],
    ['between the steps', { scores: [pain(6.5)] }, 'scores.0.value'],
    ['twice', { scores: [pain(6), pain(5)] }, 'scores.1'],
    ['without any', { scores: [] }, 'scores'],
    ['in the future', { takenAt: '2126-01-01T10:00:00Z' }, 'takenAt'],
    ['before no visit', { moment: 'BEFORE' }, 'appointmentId'],
  ])('%s', async (_, input, field) => {
    const given = { clientId: client, moment: 'INTAKE', scores: [pain(7)], ...input };
    const { errors } = await api.graphql(RECORD, { input: given }, await tokenFor(api.app, therapist));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field }] });
    expect(await clinic.sql('SELECT FROM measurements WHERE practice_id = $1', [clinic.practiceId])).toEqual([]);
  });

  it("at somebody else's visit", async () => {
    const theirs = await addVisit(clinic, { clientId: clinic.clientIds[1]!, startsAt: '2026-06-02T10:00:00Z' });
    const input = { clientId: client, appointmentId: theirs, moment: 'BEFORE', scores: [pain(7)] };
    expect(await codeOf(RECORD, { input })).toBe('NOT_FOUND');
  });
});

describe('a correction', () => {
  beforeEach(() => addVisit(clinic, { clientId: client, startsAt: '2026-06-01T10:00:00Z' }));
  const correct = (measurementId: string, scores: object[]) =>
    data<{ correctOutcomes: { __typename: string; measurement: { id: string }; replacedById: string } }>(CORRECT, {
      input: { measurementId, scores },
    });

  it('stands for the original, which stays readable', async () => {
    const original = await record();
    const { measurement } = (await correct(original, [pain(5)])).correctOutcomes;
    expect(measurement).toMatchObject({ replacesId: original, scores: [{ value: 5 }] });
    const { outcomes } = await data<Series>(OUTCOMES, { clientId: client });
    expect(outcomes[0]!.points).toMatchObject([{ measurementId: measurement.id, value: 5 }]);
    const { measurements } = await data<{ measurements: { edges: { node: object }[] } }>(MEASUREMENTS, {
      clientId: client,
    });
    expect(measurements.edges.map(({ node }) => node)).toEqual([
      { id: measurement.id, replacesId: original, scores: [{ instrument: 'PAIN', value: 5 }] },
      { id: original, replacesId: null, scores: [{ instrument: 'PAIN', value: 7 }] },
    ]);
  });

  it('is of the newest alone, also when two correct at once', async () => {
    const original = await record();
    const both = await Promise.all([correct(original, [pain(5)]), correct(original, [pain(4)])]);
    const names = both.map(({ correctOutcomes }) => correctOutcomes.__typename).sort();
    expect(names).toEqual(['AlreadyCorrected', 'MeasurementPayload']);
    const done = both.find(({ correctOutcomes }) => correctOutcomes.measurement)!.correctOutcomes.measurement.id;
    const refused = await correct(original, [pain(3)]);
    expect(refused.correctOutcomes).toMatchObject({ __typename: 'AlreadyCorrected', replacedById: done });
    expect((await correct(done, [pain(3)])).correctOutcomes.__typename).toBe('MeasurementPayload');
  });

  it('without scores takes them back', async () => {
    await correct(await record(), []);
    expect((await data<Series>(OUTCOMES, { clientId: client })).outcomes).toEqual([]);
  });

  it('is paged with all the rest, the latest first', async () => {
    const ids = [await record(), await record({ moment: 'CHECK_IN' }), await record({ moment: 'CHECK_IN' })];
    type Page = {
      measurements: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const one = (await data<Page>(MEASUREMENTS, { clientId: client, first: 2 })).measurements;
    const two = (await data<Page>(MEASUREMENTS, { clientId: client, first: 2, after: one.pageInfo.endCursor }))
      .measurements;
    expect([...one.edges, ...two.edges].map(({ node }) => node.id)).toEqual(ids.toReversed());
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});

describe('who may', () => {
  let measurementId: string;
  beforeEach(async () => {
    await addVisit(clinic, { clientId: client, startsAt: '2026-06-01T10:00:00Z' });
    measurementId = await record();
  });
  const reading = (): [string, object][] => [
    [OUTCOMES, { clientId: client }],
    [MEASUREMENTS, { clientId: client }],
    [CHART, { clientId: client }],
  ];
  const writing = (): [string, object][] => [
    [RECORD, { input: { clientId: client, moment: 'INTAKE', scores: [pain(1)] } }],
    [CORRECT, { input: { measurementId, scores: [pain(1)] } }],
  ];
  const codes = (asked: [string, object][], actor: StaffActor): Promise<string[]> =>
    Promise.all(asked.map(([document, variables]) => codeOf(document, variables, actor)));

  it('is never the front desk', async () => {
    const actor = await clinic.actor('front_desk');
    expect(new Set(await codes([...reading(), ...writing(), [GUIDES, {}]], actor))).toEqual(new Set(['FORBIDDEN']));
  });

  it.each(['owner', 'manager', 'therapist'] as const)('is no %s who does not treat the client', async (role) => {
    const actor = await clinic.actor(role, role === 'therapist' ? clinic.therapistIds[1] : undefined);
    expect(new Set(await codes([...reading(), ...writing()], actor))).toEqual(new Set(['NOT_FOUND']));
  });

  it('is to read, and not to write, whoever has broken the glass', async () => {
    const actor = await clinic.actor('therapist', clinic.therapistIds[1]);
    const input = { clientId: client, reason: 'Her own therapist is away today' };
    await data('mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { clientId } }', { input }, actor);
    const { outcomes } = await data<Series>(OUTCOMES, { clientId: client }, actor);
    expect(outcomes[0]!.points).toMatchObject([{ value: 7 }]);
    expect(await codes(writing(), actor)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  it('is an owner who treats the client', async () => {
    const actor = await clinic.actor('owner', clinic.therapistIds[0]);
    expect((await data<Series>(OUTCOMES, { clientId: client }, actor)).outcomes).toHaveLength(1);
  });

  it('is nobody of another practice, and nobody who is not signed in', async () => {
    const elsewhere = await createClinic(api.database);
    const stranger = await elsewhere.actor('therapist', elsewhere.therapistIds[0]);
    expect(new Set(await codes([...reading(), ...writing()], stranger))).toEqual(new Set(['NOT_FOUND']));
    for (const [document, variables] of [...reading(), ...writing()]) {
      expect(await api.errorCode(document, { ...variables })).toBe('UNAUTHENTICATED');
    }
    await elsewhere.close();
  });

  it('leaves its reads and writes in the audit, with ids alone', async () => {
    await data(OUTCOMES, { clientId: client });
    const entries = await clinic.sql<{ action: string; subjects: string[]; details: object }>(
      `SELECT action, subject_ids AS subjects, details FROM audit_entries WHERE practice_id = $1 ORDER BY at, id`,
      [clinic.practiceId],
    );
    expect(entries).toContainEqual({
      action: 'measurement.recorded',
      subjects: [measurementId, client],
      details: { moment: 'intake' },
    });
    expect(entries.at(-1)).toEqual({ action: 'clinical_record.read', subjects: [client], details: {} });
  });
});

describe('a measurement in the database', () => {
  const system = () => ({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }) as const;
  beforeEach(async () => {
    await addVisit(clinic, { clientId: client, startsAt: '2026-06-01T10:00:00Z' });
    await record();
  });

  it.each(['UPDATE measurements SET taken_at = now()', 'DELETE FROM measurements', 'TRUNCATE measurements'])(
    'is never changed by those who serve: %s',
    async (statement) => {
      await expect(api.app.get(UnitOfWork).do(system(), (tx) => tx.sql(statement))).rejects.toMatchObject({
        code: '42501',
      });
      const rights = await api.sql<{ role: string; rights: string }>(
        `SELECT grantee AS role, string_agg(privilege_type, ' ' ORDER BY privilege_type) AS rights
         FROM information_schema.role_table_grants WHERE table_name = 'measurements' AND grantee IN ('unknot_app', 'unknot_worker', 'unknot_gate', 'unknot_search') GROUP BY grantee ORDER BY 1`,
      );
      expect(rights).toEqual([
        { role: 'unknot_app', rights: 'INSERT SELECT' },
        { role: 'unknot_worker', rights: 'INSERT SELECT' },
      ]);
    },
  );

  it('holds no instrument and no score that can be read, nor does any fact', async () => {
    const [{ rows }] = (await clinic.sql(
      `SELECT (SELECT string_agg(m::text, ' ') FROM measurements m WHERE practice_id = $1)
         || (SELECT string_agg(o::text, ' ') FROM outbox o WHERE practice_id = $1)
         || (SELECT string_agg(a::text, ' ') FROM audit_entries a WHERE practice_id = $1) AS rows`,
      [clinic.practiceId],
    )) as [{ rows: string }];
    expect(rows).toContain(client);
    for (const word of ['pain', '"value"', 'instrument']) {
      expect(rows).not.toContain(word);
      expect(rows).not.toContain(Buffer.from(word).toString('hex'));
    }
  });

  it('does not open under the id of another one', async () => {
    const other = await record({ scores: [pain(1)] });
    await clinic.sql(
      `UPDATE measurements SET scores = (SELECT scores FROM measurements WHERE id <> $2 AND practice_id = $1 LIMIT 1) WHERE id = $2`,
      [clinic.practiceId, other],
    );
    expect(await codeOf(OUTCOMES, { clientId: client })).toBe('INTERNAL_SERVER_ERROR');
  });

  it('is written with the note that is signed, or not at all', async () => {
    const count = async (): Promise<number> =>
      (await clinic.sql('SELECT FROM measurements WHERE practice_id = $1', [clinic.practiceId])).length;
    const before = await count();
    const scores = [{ instrument: Instrument.PAIN, movement: null, value: 5 }];
    const signing = (signed: boolean) =>
      api.app.get(UnitOfWork).run(system(), async (tx) => {
        const measurement = { clientId: client, appointmentId: null, moment: Moment.BEFORE, takenAt: tx.now, scores };
        const id = await api.app.get(RecordMeasurement, { strict: false }).execute(tx, measurement);
        return signed ? { ok: true, value: id } : { ok: false, refusal: 'not signed' };
      });
    expect(await signing(false)).toEqual({ ok: false, refusal: 'not signed' });
    expect(await count()).toBe(before);
    expect(await signing(true)).toMatchObject({ ok: true });
    expect(await count()).toBe(before + 1);
  });
});
