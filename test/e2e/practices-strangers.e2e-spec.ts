import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import type { Row } from './practices-desk.js';
import * as operations from './practices-operations.js';

let api: TestApi;
let harbour: PracticeDesk;
let stranger: PracticeDesk;
let frontDesk: Person;
let therapist: Person;
let clinic: Row;
let room: Row;
let service: Row;
beforeAll(async () => {
  api = await TestApi.start();
  harbour = new PracticeDesk(api, await api.registerPractice());
  stranger = new PracticeDesk(api, await api.registerPractice('Hillside Massage'));
  frontDesk = await api.addStaff(harbour.by, 'front_desk');
  therapist = await api.addStaff(harbour.by, 'therapist');
  clinic = await harbour.addClinic();
  room = await harbour.addRoom(clinic.id);
  service = await harbour.addService();
});
afterAll(() => api.stop());

type Variables = Readonly<Record<string, unknown>>;
type Case = [string, string, () => Variables];

const edit = (row: () => Row) => (): Variables => ({ input: { id: row().id, version: 1, name: 'Taken over' } });
const archive = (row: () => Row) => (): Variables => ({ id: row().id, version: 1 });

/** Operations that name a record. */
const READS: Case[] = [
  ['clinic', operations.CLINIC_WITH_ROOMS, () => ({ id: clinic.id })],
  ['rooms', operations.ROOMS, () => ({ clinicId: clinic.id })],
  ['room', operations.ROOM_WITH_CLINIC, () => ({ id: room.id })],
  ['service', operations.ONE_SERVICE, () => ({ id: service.id })],
];
const WRITES: Case[] = [
  ['addRoom', operations.ADD_ROOM, () => ({ input: { clinicId: clinic.id, name: 'Back door' } })],
  ['editClinic', operations.EDIT_CLINIC, edit(() => clinic)],
  ['archiveClinic', operations.ARCHIVE_CLINIC, archive(() => clinic)],
  ['restoreClinic', operations.RESTORE_CLINIC, archive(() => clinic)],
  ['editRoom', operations.EDIT_ROOM, edit(() => room)],
  ['archiveRoom', operations.ARCHIVE_ROOM, archive(() => room)],
  ['restoreRoom', operations.RESTORE_ROOM, archive(() => room)],
  ['editService', operations.EDIT_SERVICE, edit(() => service)],
  ['archiveService', operations.ARCHIVE_SERVICE, archive(() => service)],
  ['restoreService', operations.RESTORE_SERVICE, archive(() => service)],
];
/** Operations that name none: they are about the own practice. */
const OWN_WRITES: Case[] = [
  ['editPractice', operations.EDIT_PRACTICE, () => ({ input: { version: 1, name: 'Taken over' } })],
  [
    'addClinic',
    operations.ADD_CLINIC,
    () => ({ input: { name: 'Mitte', timeZone: 'Europe/Berlin', jurisdiction: 'DE' } }),
  ],
  [
    'addService',
    operations.ADD_SERVICE,
    () => ({ input: { name: 'Swedish 60', technique: 'SWEDISH', durationMinutes: 60, priceMinor: 1 } }),
  ],
];
const OWN_READS: Case[] = [
  ['practice', operations.PRACTICE, () => ({})],
  ['techniques', operations.TECHNIQUES, () => ({})],
  ['clinics', operations.CLINICS, () => ({})],
  ['services', operations.SERVICES, () => ({})],
];

describe('the owner of another practice', () => {
  it.each([...READS, ...WRITES])('does not find what %s is about', async (_, query, variables) => {
    expect(await stranger.errorCode(query, variables())).toBe('NOT_FOUND');
  });

  it('sees a practice, clinics and services of their own alone', async () => {
    expect(await stranger.ask(operations.PRACTICE)).toMatchObject({ name: 'Hillside Massage' });
    expect(await stranger.ask(operations.CLINICS, { includeArchived: true })).toEqual([]);
    expect(await stranger.ask(operations.SERVICES, { includeArchived: true })).toEqual([]);
  });

  it('does not learn whether an id is taken: it is answered as one that nobody has', async () => {
    const messageFor = async (id: string): Promise<string | undefined> =>
      (await api.graphql(operations.ONE_SERVICE, { id }, stranger.by.token)).errors?.[0]?.message;
    expect(await messageFor(service.id)).toBe('There is no such service.');
    expect(await messageFor(newId())).toBe('There is no such service.');
    expect(await messageFor("' OR 1=1 --")).toBe('There is no such service.');
  });
});

describe.each([
  ['front desk', () => frontDesk],
  ['a therapist', () => therapist],
])('%s', (_, person) => {
  it.each([...WRITES, ...OWN_WRITES])('may not use %s', async (_name, query, variables) => {
    expect(await new PracticeDesk(api, person()).errorCode(query, variables())).toBe('FORBIDDEN');
  });

  it.each([...READS, ...OWN_READS])('may read %s', async (_name, query, variables) => {
    expect((await api.graphql(query, variables(), person().token)).errors).toBeUndefined();
  });
});

describe('whoever is not signed in', () => {
  it.each([...READS, ...WRITES, ...OWN_READS, ...OWN_WRITES])('may not use %s', async (_, query, variables) => {
    expect(await api.errorCode(query, variables())).toBe('UNAUTHENTICATED');
  });
});

it('all of them together have changed nothing', async () => {
  const [now] = await harbour.ask<Row[]>(operations.CLINICS);
  expect(now).toEqual(clinic);
  expect(await harbour.ask(operations.ROOMS, { clinicId: clinic.id })).toEqual([room]);
  expect(await harbour.ask(operations.SERVICES)).toEqual([service]);
});
