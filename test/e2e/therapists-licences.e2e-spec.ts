import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import type { Answer, Row } from './practices-desk.js';
import * as operations from './therapists-operations.js';

interface Ending {
  readonly edges: readonly { readonly node: Row & { readonly number: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let api: TestApi;
let desk: PracticeDesk;
let clinic: Row;
let anna: Row;
beforeAll(async () => {
  api = await TestApi.start();
});
beforeEach(async () => {
  desk = new PracticeDesk(api, await api.registerPractice());
  clinic = await desk.addClinic();
  anna = await desk.addTherapist();
});
afterAll(() => api.stop());

const verify = ({ id, version }: Row): Promise<Row> => desk.record(operations.VERIFY_LICENCE, { id, version });
const change = ({ id, version }: Row, changes: Readonly<Record<string, unknown>>): Promise<Row> =>
  desk.record(operations.EDIT_LICENCE, { input: { id, version, ...changes } });

async function isLicensed(on: string, by = desk.by): Promise<boolean> {
  const variables = { id: anna.id, clinicId: clinic.id, on };
  return (await new PracticeDesk(api, by).ask<{ isLicensed: boolean }>(operations.IS_LICENSED, variables)).isLicensed;
}

describe('a licence', () => {
  it('counts from its first to its last date once somebody has verified it', async () => {
    const licence = await desk.addLicence(anna.id, { issuedOn: '2026-01-10', expiresOn: '2026-12-31' });
    expect(licence).toMatchObject({
      ...{ kind: 'LICENCE', type: 'Heilpraktiker', number: 'HP-1', jurisdiction: 'DE', status: 'ACTIVE', version: 1 },
      ...{ issuedOn: '2026-01-10', expiresOn: '2026-12-31', verifiedById: null, verifiedAt: null },
      ...{ therapist: { id: anna.id } },
    });
    expect(await isLicensed('2026-06-01')).toBe(false);
    const verified = await verify(licence);
    expect(verified).toMatchObject({ verifiedById: desk.by.membershipId, verifiedAt: expect.any(String), version: 2 });
    const days = ['2026-01-09', '2026-01-10', '2026-12-31', '2027-01-01'];
    expect(await Promise.all(days.map((day) => isLicensed(day)))).toEqual([false, true, true, false]);
    expect((await desk.audit(licence.id)).map(({ action }) => action)).toEqual(['licence.added', 'licence.verified']);
    expect((await desk.audit(anna.id)).map(({ action }) => action)).toContain('licence.verified');
  });

  it('is not needed where the clinic asks for none', async () => {
    clinic = await desk.addClinic({ name: 'Nord', licenceRequired: false });
    expect(await isLicensed('2026-06-01')).toBe(true);
  });

  it('must be verified again when it says something else, and not when it is suspended', async () => {
    const verified = await verify(await desk.addLicence(anna.id));
    const suspended = await change(verified, { status: 'SUSPENDED' });
    expect(suspended).toMatchObject({ status: 'SUSPENDED', verifiedById: desk.by.membershipId });
    expect(await isLicensed('2026-06-01')).toBe(false);
    const active = await change(suspended, { status: 'ACTIVE', type: 'Heilpraktiker' });
    expect(active).toMatchObject({ status: 'ACTIVE', verifiedById: desk.by.membershipId });
    expect(await isLicensed('2026-06-01')).toBe(true);
    const longer = await change(active, { expiresOn: '2027-12-31' });
    expect(longer).toMatchObject({ expiresOn: '2027-12-31', verifiedById: null, verifiedAt: null });
    expect(await isLicensed('2026-06-01')).toBe(false);
    await verify(longer);
    expect(await isLicensed('2027-12-31')).toBe(true);
    expect(await desk.audit(verified.id)).toContainEqual({
      action: 'licence.edited',
      details: { fields: ['status'], status: 'suspended' },
    });
  });

  it('may have no end', async () => {
    await verify(await desk.addLicence(anna.id, { expiresOn: null }));
    expect(await isLicensed('2099-12-31')).toBe(true);
  });

  it('is told of to the rest of the program with each change, by the id of the therapist', async () => {
    const licence = await desk.addLicence(anna.id);
    await change(await verify(licence), { status: 'REVOKED' });
    const told = { therapistId: anna.id };
    expect(await desk.facts('therapist.changed')).toEqual([told, told, told]);
  });

  it('that two people change at once is changed by the first alone', async () => {
    const licence = await desk.addLicence(anna.id);
    await verify(licence);
    const conflict = { __typename: 'VersionConflict', currentVersion: 2 };
    const { id } = licence;
    expect(await desk.ask<Answer>(operations.VERIFY_LICENCE, { id, version: 1 })).toMatchObject(conflict);
    const edit = { input: { id, version: 1, number: 'HP-2' } };
    expect(await desk.ask<Answer>(operations.EDIT_LICENCE, edit)).toMatchObject(conflict);
    expect(await desk.ask(operations.LICENCES, { id: anna.id })).toMatchObject({ licences: [{ number: 'HP-1' }] });
  });

  it.each([
    ['expiresOn', { expiresOn: '2026-01-09' }, 'order', 'expiresOn must not be before issuedOn'],
    ['number', { number: ' ' }, 'isLength', 'number must be longer than or equal to 1 characters'],
    ['type', { type: 'x'.repeat(81) }, 'isLength', 'type must be shorter than or equal to 80 characters'],
    ['jurisdiction', { jurisdiction: 'de' }, 'matches', 'jurisdiction must be an ISO 3166 code such as DE or US-CA'],
  ])('is refused with another %s: %j', async (field, wrong, rule, message) => {
    const usual = { therapistId: anna.id, type: 'HP', number: '1', jurisdiction: 'DE', issuedOn: '2026-01-10' };
    expect(await desk.violations(operations.ADD_LICENCE, { input: { ...usual, ...wrong } })).toEqual([
      { field, rule, message },
    ]);
    const { id, version } = await desk.addLicence(anna.id);
    const edit = { id, version, ...wrong };
    expect(await desk.violations(operations.EDIT_LICENCE, { input: edit })).toEqual([{ field, rule, message }]);
  });

  it.each(['kind', 'type', 'number', 'jurisdiction', 'issuedOn', 'status'])('keeps its %s', async (field) => {
    const { id, version } = await desk.addLicence(anna.id);
    const violations = await desk.violations(operations.EDIT_LICENCE, { input: { id, version, [field]: null } });
    expect(violations.map((violation) => violation.field)).toEqual([field]);
  });
});

describe('who sees a licence', () => {
  let manager: Person;
  let frontDesk: Person;
  let own: Person;
  let colleague: Person;
  beforeEach(async () => {
    manager = await api.addStaff(desk.by, 'manager');
    frontDesk = await api.addStaff(desk.by, 'front_desk');
    own = await api.addStaff(desk.by, 'therapist', anna.id);
    colleague = await api.addStaff(desk.by, 'therapist', (await desk.addTherapist({ name: 'Bo' })).id);
    await verify(await desk.addLicence(anna.id));
  });

  const licencesSeenBy = async (person: Person): Promise<unknown> =>
    (await new PracticeDesk(api, person).ask<{ licences: unknown }>(operations.LICENCES, { id: anna.id })).licences;

  it('is management and the therapist themself', async () => {
    for (const person of [desk.by, manager, own]) {
      expect(await licencesSeenBy(person)).toMatchObject([{ number: 'HP-1', verifiedById: desk.by.membershipId }]);
    }
    expect(await licencesSeenBy(colleague)).toBeNull();
    expect(await api.errorCode(operations.LICENCES, { id: anna.id }, frontDesk.token)).toBe('FORBIDDEN');
  });

  it('while everybody sees whether the therapist is licensed', async () => {
    for (const person of [desk.by, manager, own, colleague, frontDesk]) {
      expect([await isLicensed('2026-06-01', person), await isLicensed('2027-06-01', person)]).toEqual([true, false]);
    }
  });
});

describe('the licences that end before a date', () => {
  const ending = async (before: string, page = {}): Promise<Ending> =>
    desk.ask(operations.LICENCES_ENDING, { before, ...page });
  const numbers = ({ edges }: Ending): string[] => edges.map(({ node }) => node.number);

  it('are those of therapists at work, the earliest first, in pages', async () => {
    const bo = await desk.addTherapist({ name: 'Bo' });
    await desk.addLicence(anna.id, { number: 'A', expiresOn: '2026-12-30' });
    await desk.addLicence(bo.id, { number: 'B', expiresOn: '2026-11-30' });
    await desk.addLicence(bo.id, { number: 'C', type: 'Sports', expiresOn: '2026-12-31' });
    await desk.addLicence(bo.id, { number: 'D', type: 'Lymph', expiresOn: null });
    expect(numbers(await ending('2026-12-31'))).toEqual(['B', 'A']);
    const first = await ending('2027-01-01', { first: 2 });
    expect(first.edges[0]!.node).toMatchObject({ expiresOn: '2026-11-30', therapist: { id: bo.id, name: 'Bo' } });
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(numbers(await ending('2027-01-01', { first: 2, after: first.pageInfo.endCursor }))).toEqual(['C']);
    await desk.record(operations.ARCHIVE_THERAPIST, { id: bo.id, version: 1 });
    expect(numbers(await ending('2027-01-01'))).toEqual(['A']);
  });

  it('are none that are renewed, suspended or revoked, and those that have ended long ago', async () => {
    const old = await desk.addLicence(anna.id, { number: 'old', issuedOn: '2020-01-01', expiresOn: '2021-01-01' });
    expect(numbers(await ending('2026-12-31'))).toEqual(['old']);
    await desk.addLicence(anna.id, { number: 'new', expiresOn: '2028-01-01' });
    expect(numbers(await ending('2026-12-31'))).toEqual([]);
    const suspended = await desk.addLicence(anna.id, { number: 'S', type: 'Sports', expiresOn: '2026-02-01' });
    await change(suspended, { status: 'SUSPENDED' });
    await change(old, { status: 'REVOKED' });
    expect(numbers(await ending('2026-12-31'))).toEqual([]);
  });

  const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([cursor('2026-02-31', newId()), cursor('0000-01-01', newId()), cursor('2026-02-01', 'x')])(
    'refuse %j as a cursor',
    async (after) => {
      const violations = await desk.violations(operations.LICENCES_ENDING, { before: '2026-12-31', after });
      expect(violations).toMatchObject([{ field: 'after', rule: 'cursor' }]);
    },
  );
});
