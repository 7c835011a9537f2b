import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import type { Answer, Row } from './practices-desk.js';
import { ARCHIVE_CLINIC } from './practices-operations.js';
import * as operations from './therapists-operations.js';

interface Page {
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let api: TestApi;
let desk: PracticeDesk;
let mitte: Row;
let nord: Row;
beforeAll(async () => {
  api = await TestApi.start();
});
beforeEach(async () => {
  desk = new PracticeDesk(api, await api.registerPractice());
  mitte = await desk.addClinic({ name: 'Mitte' });
  nord = await desk.addClinic({ name: 'Nord' });
});
afterAll(() => api.stop());

const names = ({ edges }: Page): unknown[] => edges.map(({ node }) => node.name);
const list = (variables: Readonly<Record<string, unknown>> = {}): Promise<Page> =>
  desk.ask(operations.THERAPISTS, variables);

const SWEDISH_5 = { technique: 'SWEDISH', years: 5 };
const SPORTS_8 = { technique: 'SPORTS', years: 8 };

describe('a therapist', () => {
  it('is added with techniques, clinics, conditions and experience', async () => {
    const therapist = await desk.addTherapist({
      ...{ name: ' Anna Rossi ', email: 'anna@harbour.example', phone: '+49 170 1234567', backMassageYears: 12 },
      ...{ conditions: ['NECK_PAIN', 'MIGRAINE'], techniques: [SWEDISH_5, SPORTS_8], clinicIds: [mitte.id, nord.id] },
    });
    expect(therapist).toMatchObject({
      ...{ name: 'Anna Rossi', email: 'anna@harbour.example', phone: '+49 170 1234567', membershipId: null },
      ...{ conditions: ['NECK_PAIN', 'MIGRAINE'], backMassageYears: 12, archivedAt: null, version: 1 },
      ...{ techniques: [SPORTS_8, SWEDISH_5] },
    });
    expect((therapist['clinics'] as Row[]).map(({ name }) => name).sort()).toEqual(['Mitte', 'Nord']);
    expect(await desk.ask(operations.THERAPIST_BY_ID, { id: therapist.id })).toMatchObject({
      name: 'Anna Rossi',
      techniques: [SPORTS_8, SWEDISH_5],
    });
    expect((await desk.audit(therapist.id)).map(({ action }) => action)).toEqual(['therapist.added']);
  });

  it('needs no more than a name, and is given the rest later', async () => {
    const { id } = await desk.addTherapist();
    const changes = { email: 'anna@harbour.example', conditions: ['SCIATICA'], backMassageYears: 3 };
    const edited = await desk.record(operations.EDIT_THERAPIST, { input: { id, version: 1, ...changes } });
    expect(edited).toMatchObject({ ...changes, name: 'Anna Rossi', version: 2 });
    const emptied = await desk.record(operations.EDIT_THERAPIST, { input: { id, version: 2, email: null } });
    expect(emptied).toMatchObject({ email: null, conditions: ['SCIATICA'], version: 3 });
    expect(await desk.audit(id)).toContainEqual({ action: 'therapist.edited', details: { fields: ['email'] } });
  });

  it('is qualified in exactly the techniques that were set last', async () => {
    const { id } = await desk.addTherapist({ techniques: [SWEDISH_5] });
    const set = (version: number, techniques: unknown[]): Promise<Row> =>
      desk.record(operations.SET_TECHNIQUES, { input: { therapistId: id, version, techniques } });
    expect(await set(1, [{ technique: 'SWEDISH', years: 6 }, SPORTS_8])).toMatchObject({
      techniques: [SPORTS_8, { technique: 'SWEDISH', years: 6 }],
      version: 2,
    });
    expect(await set(2, [])).toMatchObject({ techniques: [], version: 3 });
    expect(await desk.audit(id)).toContainEqual({
      action: 'therapist.techniques_set',
      details: { techniques: ['swedish', 'sports'] },
    });
  });

  it('works at exactly the clinics that were set last', async () => {
    const { id } = await desk.addTherapist({ clinicIds: [mitte.id] });
    const set = (version: number, clinicIds: unknown[]): Promise<Row> =>
      desk.record(operations.SET_CLINICS, { input: { therapistId: id, version, clinicIds } });
    expect(await set(1, [nord.id])).toMatchObject({ clinics: [{ id: nord.id, name: 'Nord' }], version: 2 });
    expect(await set(2, [])).toMatchObject({ clinics: [], version: 3 });
    expect(await desk.audit(id)).toContainEqual({
      action: 'therapist.clinics_set',
      details: { clinicIds: [nord.id] },
    });
  });

  it('may stay at a clinic that is archived, and cannot come to one', async () => {
    const { id } = await desk.addTherapist({ clinicIds: [mitte.id] });
    for (const clinic of [mitte, nord]) await desk.record(ARCHIVE_CLINIC, { id: clinic.id, version: 1 });
    const stay = { therapistId: id, version: 1, clinicIds: [mitte.id] };
    expect(await desk.record(operations.SET_CLINICS, { input: stay })).toMatchObject({ clinics: [{ name: 'Mitte' }] });
    const come = { therapistId: id, version: 2, clinicIds: [mitte.id, nord.id] };
    const archived = { field: 'clinicIds', rule: 'archived', message: 'clinicIds must not name an archived clinic' };
    expect(await desk.violations(operations.SET_CLINICS, { input: come })).toEqual([archived]);
    const another = { name: 'Bo', clinicIds: [nord.id] };
    expect(await desk.violations(operations.ADD_THERAPIST, { input: another })).toEqual([archived]);
    expect(names(await list())).toEqual(['Anna Rossi']);
  });

  it('leaves the list when archived, keeps what past visits lead to, and comes back when restored', async () => {
    const { id } = await desk.addTherapist({ techniques: [SWEDISH_5], clinicIds: [mitte.id] });
    const archived = await desk.record(operations.ARCHIVE_THERAPIST, { id, version: 1 });
    expect(archived).toMatchObject({ archivedAt: expect.any(String), techniques: [SWEDISH_5], version: 2 });
    expect(names(await list())).toEqual([]);
    expect(names(await list({ includeArchived: true }))).toEqual(['Anna Rossi']);
    expect(await desk.ask(operations.THERAPIST_BY_ID, { id })).toMatchObject({
      name: 'Anna Rossi',
      clinics: [{ id: mitte.id }],
    });
    const restored = await desk.record(operations.RESTORE_THERAPIST, { id, version: 2 });
    expect(restored).toMatchObject({ archivedAt: null, techniques: [SWEDISH_5], version: 3 });
    expect(names(await list())).toEqual(['Anna Rossi']);
  });

  it('is linked to one member of staff, who treats as nobody else', async () => {
    const bo = await api.addStaff(desk.by, 'therapist');
    const anna = await desk.addTherapist({ membershipId: bo.membershipId });
    expect(anna).toMatchObject({ membershipId: bo.membershipId });
    const second = { name: 'Bo', membershipId: bo.membershipId };
    const taken = {
      __typename: 'MembershipTaken',
      message: 'This member of staff is linked to another therapist already.',
    };
    expect(await desk.ask(operations.ADD_THERAPIST, { input: second })).toEqual(taken);
    const other = await desk.addTherapist({ name: 'Bo' });
    const edit = { id: other.id, version: 1, membershipId: bo.membershipId };
    expect(await desk.ask(operations.EDIT_THERAPIST, { input: edit })).toEqual(taken);
    await desk.record(operations.EDIT_THERAPIST, { input: { id: anna.id, version: 1, membershipId: null } });
    expect(await desk.record(operations.EDIT_THERAPIST, { input: edit })).toMatchObject({
      membershipId: bo.membershipId,
    });
  });

  it('is told of to the rest of the program, by id, when bookings depend on the change', async () => {
    const { id } = await desk.addTherapist();
    await desk.record(operations.EDIT_THERAPIST, { input: { id, version: 1, name: 'Anna Bianchi' } });
    expect(await desk.facts('therapist.changed')).toEqual([]);
    await desk.record(operations.SET_TECHNIQUES, { input: { therapistId: id, version: 2, techniques: [] } });
    await desk.record(operations.SET_CLINICS, { input: { therapistId: id, version: 3, clinicIds: [] } });
    await desk.record(operations.ARCHIVE_THERAPIST, { id, version: 4 });
    expect(await desk.facts('therapist.changed')).toEqual([
      { therapistId: id },
      { therapistId: id },
      { therapistId: id },
    ]);
  });
});

describe('two people who change the same therapist at once', () => {
  const changes: [string, string, (id: string) => Readonly<Record<string, unknown>>][] = [
    ['editTherapist', operations.EDIT_THERAPIST, (id) => ({ input: { id, version: 1, name: 'Second' } })],
    [
      'setTherapistTechniques',
      operations.SET_TECHNIQUES,
      (id) => ({ input: { therapistId: id, version: 1, techniques: [] } }),
    ],
    [
      'setTherapistClinics',
      operations.SET_CLINICS,
      (id) => ({ input: { therapistId: id, version: 1, clinicIds: [] } }),
    ],
    ['archiveTherapist', operations.ARCHIVE_THERAPIST, (id) => ({ id, version: 1 })],
  ];

  it.each(changes)('meet: %s learns the current version, and changes nothing', async (_, mutation, variables) => {
    const { id } = await desk.addTherapist({ techniques: [SWEDISH_5], clinicIds: [mitte.id] });
    await desk.record(operations.EDIT_THERAPIST, { input: { id, version: 1, name: 'First' } });
    expect(await desk.ask<Answer>(mutation, variables(id))).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await desk.ask(operations.THERAPIST_BY_ID, { id })).toEqual({
      ...{ id, name: 'First', archivedAt: null, techniques: [SWEDISH_5], clinics: [{ id: mitte.id }] },
    });
  });
});

describe('the list of therapists', () => {
  beforeEach(async () => {
    await desk.addTherapist({ name: 'Anna', techniques: [SWEDISH_5], clinicIds: [mitte.id] });
    await desk.addTherapist({ name: 'Bo', techniques: [SPORTS_8], clinicIds: [mitte.id, nord.id] });
    await desk.addTherapist({ name: 'Cem', techniques: [SWEDISH_5, SPORTS_8], clinicIds: [nord.id] });
  });

  it('is by name, and comes in pages', async () => {
    const first = await list({ first: 2 });
    expect(names(first)).toEqual(['Anna', 'Bo']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list({ first: 2, after: first.pageInfo.endCursor });
    expect(names(second)).toEqual(['Cem']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('tells two of one name apart', async () => {
    await desk.addTherapist({ name: 'Bo' });
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await list({ first: 1, after });
      seen.push(...page.edges.map(({ node }) => node.id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(new Set(seen).size).toBe(4);
  });

  it.each([
    ['a clinic', () => ({ clinicId: nord.id }), ['Bo', 'Cem']],
    ['a technique', () => ({ technique: 'SWEDISH' }), ['Anna', 'Cem']],
    ['both', () => ({ clinicId: nord.id, technique: 'SWEDISH' }), ['Cem']],
    ['a technique that nobody has', () => ({ technique: 'SHIATSU' }), []],
    ['consultation, which everybody can give', () => ({ technique: 'CONSULTATION' }), ['Anna', 'Bo', 'Cem']],
  ])('is narrowed to %s', async (_, filter, expected) => {
    expect(names(await list(filter()))).toEqual(expected);
  });

  const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each(['nonsense', cursor('Bo', "' OR 1=1 --"), cursor('Bo\0', newId()), cursor(1, newId()), cursor('Bo')])(
    'refuses %j as a cursor',
    async (after) => {
      const message = 'The cursor is not one that this list has given.';
      expect(await desk.violations(operations.THERAPISTS, { after })).toEqual([
        { field: 'after', rule: 'cursor', message },
      ]);
    },
  );
});

describe('a new therapist is refused, with the field and the rule', () => {
  it.each([
    ['name', { name: ' ' }, 'isLength', 'name must be longer than or equal to 1 characters'],
    ['email', { email: 'anna' }, 'isEmail', 'email must be an email'],
    [
      'phone',
      { phone: '12' },
      'matches',
      'phone must have 3 to 40 digits, spaces and signs of ( ) . / -, after an optional +',
    ],
    ['backMassageYears', { backMassageYears: 81 }, 'max', 'backMassageYears must not be greater than 80'],
    ['conditions', { conditions: ['SCIATICA', 'SCIATICA'] }, 'arrayUnique', "All conditions's elements must be unique"],
    ['techniques', { techniques: [SWEDISH_5, SWEDISH_5] }, 'arrayUnique', 'techniques must name each technique once'],
    [
      'techniques.0.years',
      { techniques: [{ technique: 'SWEDISH', years: -1 }] },
      'min',
      'years must not be less than 0',
    ],
    ['clinicIds', { clinicIds: ['Mitte'] }, 'isUuid', 'each value in clinicIds must be a UUID'],
    ['membershipId', { membershipId: 'me' }, 'isUuid', 'membershipId must be a UUID'],
  ])('%s: %j', async (field, wrong, rule, message) => {
    const input = { name: 'Anna', ...wrong };
    expect(await desk.violations(operations.ADD_THERAPIST, { input })).toEqual([{ field, rule, message }]);
    expect(names(await list())).toEqual([]);
  });

  it('and so is an edit that empties what must be there', async () => {
    const { id } = await desk.addTherapist();
    for (const field of ['name', 'conditions', 'backMassageYears']) {
      const violations = await desk.violations(operations.EDIT_THERAPIST, { input: { id, version: 1, [field]: null } });
      expect(violations.map((violation) => violation.field)).toEqual([field]);
    }
  });
});

it('lets an owner become a therapist, and sees the whole answer', async () => {
  const me = await desk.ask<{ membershipId: string }>('{ me { membershipId } }');
  const input = { name: 'Olga', membershipId: me.membershipId, clinicIds: [mitte.id], techniques: [SWEDISH_5] };
  const added = await desk.record(operations.ADD_THERAPIST, { input });
  expect(added).toMatchObject({ name: 'Olga', clinics: [{ id: mitte.id }], techniques: [{ technique: 'SWEDISH' }] });
});
