import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import type { Row } from './practices-desk.js';
import * as operations from './therapists-operations.js';

let api: TestApi;
let harbour: PracticeDesk;
let stranger: PracticeDesk;
let frontDesk: Person;
let therapist: Person;
let clinic: Row;
let anna: Row;
let licence: Row;
beforeAll(async () => {
  api = await TestApi.start();
  harbour = new PracticeDesk(api, await api.registerPractice());
  stranger = new PracticeDesk(api, await api.registerPractice('Hillside Massage'));
  clinic = await harbour.addClinic();
  const { id } = await harbour.addTherapist({
    clinicIds: [clinic.id],
    techniques: [{ technique: 'SWEDISH', years: 5 }],
  });
  licence = await harbour.addLicence(id);
  frontDesk = await api.addStaff(harbour.by, 'front_desk');
  therapist = await api.addStaff(harbour.by, 'therapist', id);
  anna = await harbour.ask(operations.THERAPIST_BY_ID, { id });
});
afterAll(() => api.stop());

type Variables = Readonly<Record<string, unknown>>;
type Case = [string, string, () => Variables];

const READS: Case[] = [
  ['therapist', operations.THERAPIST_BY_ID, () => ({ id: anna.id })],
  ['therapists of a clinic', operations.THERAPISTS, () => ({ clinicId: clinic.id })],
  ['isLicensed', operations.IS_LICENSED, () => ({ id: anna.id, clinicId: clinic.id, on: '2026-06-01' })],
];
const WRITES: Case[] = [
  ['editTherapist', operations.EDIT_THERAPIST, () => ({ input: { id: anna.id, version: 1, name: 'Mine' } })],
  [
    'setTherapistTechniques',
    operations.SET_TECHNIQUES,
    () => ({ input: { therapistId: anna.id, version: 1, techniques: [] } }),
  ],
  [
    'setTherapistClinics',
    operations.SET_CLINICS,
    () => ({ input: { therapistId: anna.id, version: 1, clinicIds: [] } }),
  ],
  ['archiveTherapist', operations.ARCHIVE_THERAPIST, () => ({ id: anna.id, version: 1 })],
  ['restoreTherapist', operations.RESTORE_THERAPIST, () => ({ id: anna.id, version: 1 })],
  ['addLicence', operations.ADD_LICENCE, () => ({ input: { therapistId: anna.id, ...LICENCE } })],
  ['editLicence', operations.EDIT_LICENCE, () => ({ input: { id: licence.id, version: 1, number: 'HP-9' } })],
  ['verifyLicence', operations.VERIFY_LICENCE, () => ({ id: licence.id, version: 1 })],
];
const LICENCE = { type: 'Heilpraktiker', number: 'HP-2', jurisdiction: 'DE', issuedOn: '2026-01-10' };
const OF_MANAGEMENT: Case[] = [
  ...WRITES,
  ['addTherapist', operations.ADD_THERAPIST, () => ({ input: { name: 'Anna' } })],
  ['licencesEnding', operations.LICENCES_ENDING, () => ({ before: '2027-01-01' })],
];

describe('the owner of another practice', () => {
  it.each([...READS, ...WRITES])('does not find what %s is about', async (_, query, variables) => {
    expect(await stranger.errorCode(query, variables())).toBe('NOT_FOUND');
  });

  it('sees neither the therapists nor the licences', async () => {
    expect(await stranger.ask(operations.THERAPISTS, { includeArchived: true })).toMatchObject({ edges: [] });
    expect(await stranger.ask(operations.LICENCES_ENDING, { before: '2099-01-01' })).toMatchObject({ edges: [] });
  });

  it('cannot tie an own therapist to a foreign clinic or member of staff, nor put a foreign clinic before an own one', async () => {
    const own = await stranger.addTherapist();
    const ownClinic = await stranger.addClinic();
    const clinicIds = [ownClinic.id, clinic.id];
    const { membershipId } = therapist;
    const attempts: [string, Variables][] = [
      [operations.ADD_THERAPIST, { input: { name: 'Bo', clinicIds } }],
      [operations.SET_CLINICS, { input: { therapistId: own.id, version: 1, clinicIds } }],
      [operations.ADD_THERAPIST, { input: { name: 'Bo', membershipId } }],
      [operations.EDIT_THERAPIST, { input: { id: own.id, version: 1, membershipId } }],
      [operations.IS_LICENSED, { id: own.id, clinicId: clinic.id, on: '2026-06-01' }],
    ];
    for (const [query, variables] of attempts) expect(await stranger.errorCode(query, variables)).toBe('NOT_FOUND');
    expect(await stranger.ask(operations.THERAPISTS)).toMatchObject({ edges: [{ node: { id: own.id, clinics: [] } }] });
  });
});

describe.each([
  ['front desk', () => frontDesk],
  ['a therapist', () => therapist],
])('%s', (_, person) => {
  it.each(OF_MANAGEMENT)('may not use %s', async (_name, query, variables) => {
    expect(await new PracticeDesk(api, person()).errorCode(query, variables())).toBe('FORBIDDEN');
  });

  it.each(READS)('may read %s', async (_name, query, variables) => {
    expect((await api.graphql(query, variables(), person().token)).errors).toBeUndefined();
  });

  it('does not learn who signs in as whom', async () => {
    const query = 'query ($id: ID!) { therapist(id: $id) { membershipId } }';
    expect(await api.errorCode(query, { id: anna.id }, person().token)).toBe('FORBIDDEN');
  });
});

describe('whoever is not signed in', () => {
  it.each([...READS, ...OF_MANAGEMENT])('may not use %s', async (_, query, variables) => {
    expect(await api.errorCode(query, variables())).toBe('UNAUTHENTICATED');
  });
});

describe('a member of staff who has left', () => {
  it('is not found, and cannot be linked to a therapist', async () => {
    const left = await api.addStaff(harbour.by, 'therapist');
    await api.sql('UPDATE memberships SET ended_at = now() WHERE id = $1', [left.membershipId]);
    const input = { name: 'Bo', membershipId: left.membershipId };
    expect(await harbour.errorCode(operations.ADD_THERAPIST, { input })).toBe('NOT_FOUND');
    const nobody = { name: 'Bo', membershipId: newId() };
    expect(await harbour.errorCode(operations.ADD_THERAPIST, { input: nobody })).toBe('NOT_FOUND');
  });
});

it('all of them together have changed nothing', async () => {
  expect(await harbour.ask(operations.THERAPIST_BY_ID, { id: anna.id })).toEqual(anna);
  expect(await harbour.ask(operations.LICENCES, { id: anna.id })).toEqual({ licences: [licence] });
});
