import { TestApi } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import type { Answer, Row } from './practices-desk.js';
import * as operations from './practices-operations.js';

let api: TestApi;
let desk: PracticeDesk;
beforeAll(async () => {
  api = await TestApi.start();
});
beforeEach(async () => {
  desk = new PracticeDesk(api, await api.registerPractice());
});
afterAll(() => api.stop());

const names = (rows: readonly Row[]): unknown[] => rows.map(({ name }) => name);

describe('a practice', () => {
  it('is the one that somebody is signed in to, and its owner names it anew', async () => {
    const practice = await desk.ask<Row>(operations.PRACTICE);
    expect(practice).toEqual({
      id: desk.by.practiceId,
      name: 'Harbour Massage',
      currency: 'EUR',
      country: 'DE',
      recallLead: 'P3D',
      recallNudge: 'P7D',
      version: 1,
    });
    const input = { version: 1, name: '  Harbour & Hill  ', country: 'AT', recallLead: 'P5D', recallNudge: 'P14D' };
    const edited = await desk.record(operations.EDIT_PRACTICE, { input });
    expect(edited).toEqual({ ...practice, ...input, name: 'Harbour & Hill', version: 2 });
    expect(await desk.audit(desk.by.practiceId)).toContainEqual({
      action: 'practice.edited',
      details: { fields: ['country', 'name', 'recallLead', 'recallNudge'] },
    });
  });

  it('reads what each technique is like and needs', async () => {
    const guides = await desk.ask<Record<string, unknown>[]>(operations.TECHNIQUES);
    expect(guides).toHaveLength(8);
    expect(guides.find(({ technique }) => technique === 'HOT_STONE')).toEqual({
      technique: 'HOT_STONE',
      character: 'Heated stones with gliding strokes.',
      pressure: { min: 1, max: 3 },
      soreness: 'LOW',
      roomNeeds: [['TABLE'], ['STONE_HEATER']],
    });
    expect(guides.find(({ technique }) => technique === 'CONSULTATION')).toMatchObject({
      pressure: null,
      roomNeeds: [],
    });
  });

  it('is set up with clinics, rooms and services', async () => {
    const clinic = await desk.addClinic({
      address: 'Am Hafen 1, Berlin',
      phone: '+49 30 1234567',
      slotStepMinutes: 20,
    });
    expect(clinic).toMatchObject({
      ...{ name: 'Mitte', timeZone: 'Europe/Berlin', jurisdiction: 'DE', licenceRequired: true, slotStepMinutes: 20 },
      ...{ minimumNoticeMinutes: 0, horizonDays: 180, holdMinutes: 10, phone: '+49 30 1234567', archivedAt: null },
    });
    const room = await desk.addRoom(clinic.id, {
      features: ['FLOOR_MAT', 'TABLE'],
      turnoverMinutes: 15,
      music: 'rain',
    });
    expect(room).toMatchObject({ clinicId: clinic.id, features: ['FLOOR_MAT', 'TABLE'], turnoverMinutes: 15 });
    expect(room).toMatchObject({ music: 'rain', aroma: null, warmth: null, version: 1 });
    const service = await desk.addService({ bufferAfterMinutes: 10, pressure: { min: 2, max: 3 } });
    expect(service).toEqual({
      ...{ id: service.id, name: 'Swedish 60', technique: 'SWEDISH', pressure: { min: 2, max: 3 } },
      ...{ durationMinutes: 60, bufferBeforeMinutes: 0, bufferAfterMinutes: 10, requiredFeatures: ['TABLE'] },
      ...{ price: { amountMinor: 8000, currency: 'EUR' }, consultation: 'NONE', archivedAt: null, version: 1 },
    });
    expect(await desk.ask(operations.ONE_SERVICE, { id: service.id })).toEqual(service);
    expect(await desk.ask(operations.CLINIC_WITH_ROOMS, { id: clinic.id })).toMatchObject({
      rooms: [{ id: room.id, name: 'Quiet room', clinic: { id: clinic.id } }],
    });
    expect(await desk.audit(clinic.id)).toEqual([{ action: 'clinic.added', details: {} }]);
    expect(await desk.audit(room.id)).toEqual([{ action: 'room.added', details: {} }]);
    expect(await desk.audit(service.id)).toEqual([{ action: 'service.added', details: { technique: 'swedish' } }]);
  });

  it('lists by name', async () => {
    for (const name of ['Süd', 'Mitte', 'Nord']) await desk.addClinic({ name });
    expect(names(await desk.ask(operations.CLINICS))).toEqual(['Mitte', 'Nord', 'Süd']);
    await desk.addService({ name: 'Swedish 90' });
    await desk.addService({ name: 'Deep 60', technique: 'DEEP_TISSUE' });
    expect(names(await desk.ask(operations.SERVICES))).toEqual(['Deep 60', 'Swedish 90']);
    expect(names(await desk.ask(operations.SERVICES, { technique: 'DEEP_TISSUE' }))).toEqual(['Deep 60']);
  });
});

describe('a service', () => {
  it('is what is usual for its technique where nothing else is said', async () => {
    expect(await desk.addService({ technique: 'HOT_STONE' })).toMatchObject({
      ...{ pressure: { min: 1, max: 3 }, requiredFeatures: ['TABLE', 'STONE_HEATER'], consultation: 'NONE' },
    });
    expect(await desk.addService({ technique: 'CONSULTATION' })).toMatchObject({
      ...{ pressure: null, requiredFeatures: [], consultation: 'ONLY' },
    });
  });

  it('goes back to what is usual where an edit says null, and keeps what an edit leaves out', async () => {
    const given = {
      technique: 'SWEDISH',
      pressure: { min: 2, max: 2 },
      requiredFeatures: [],
      consultation: 'INCLUDED',
    };
    const { id } = await desk.addService(given);
    const dearer = await desk.record(operations.EDIT_SERVICE, { input: { id, version: 1, priceMinor: 9000 } });
    expect(dearer).toMatchObject({ ...given, price: { amountMinor: 9000, currency: 'EUR' }, version: 2 });
    const nothing = { pressure: null, requiredFeatures: null, consultation: null };
    expect(await desk.record(operations.EDIT_SERVICE, { input: { id, version: 2, ...nothing } })).toMatchObject({
      ...{ pressure: { min: 1, max: 3 }, requiredFeatures: ['TABLE'], consultation: 'NONE', version: 3 },
    });
    expect(await desk.audit(id)).toContainEqual({ action: 'service.edited', details: { fields: ['priceMinor'] } });
  });
});

describe('two people who edit the same record at once', () => {
  it.each([
    ['clinic', operations.EDIT_CLINIC, () => desk.addClinic()],
    ['room', operations.EDIT_ROOM, async () => desk.addRoom((await desk.addClinic()).id)],
    ['service', operations.EDIT_SERVICE, () => desk.addService()],
  ])('meet: the second %s editor learns the current version, and changes nothing', async (record, mutation, add) => {
    const { id, version } = await add();
    expect(await desk.record(mutation, { input: { id, version, name: 'First' } })).toMatchObject({
      name: 'First',
      version: 2,
    });
    const second = await desk.ask<Answer>(mutation, { input: { id, version, name: 'Second' } });
    expect(second).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    const third = await desk.record(mutation, { input: { id, version: 2 } });
    expect(third).toMatchObject({ name: 'First', version: 3 });
    expect((await desk.audit(id)).map(({ action }) => action)).toEqual([
      `${record}.added`,
      `${record}.edited`,
      `${record}.edited`,
    ]);
  });

  it('meet over the practice too', async () => {
    await desk.record(operations.EDIT_PRACTICE, { input: { version: 1, name: 'First' } });
    const second = await desk.ask<Answer>(operations.EDIT_PRACTICE, { input: { version: 1, name: 'Second' } });
    expect(second).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(await desk.ask(operations.PRACTICE)).toMatchObject({ name: 'First' });
  });

  it('in parallel leave one edit and one conflict', async () => {
    const { id, version } = await desk.addService();
    const edit = (name: string): Promise<Answer> => desk.ask(operations.EDIT_SERVICE, { input: { id, version, name } });
    const types = (await Promise.all(['One', 'Two'].map(edit))).map(({ __typename }) => __typename).sort();
    expect(types).toEqual(['ServicePayload', 'VersionConflict']);
    expect(await desk.ask(operations.ONE_SERVICE, { id })).toMatchObject({ version: 2 });
  });
});

describe('what is archived', () => {
  it('leaves the lists, can still be read, and comes back when it is restored', async () => {
    const clinic = await desk.addClinic();
    const room = await desk.addRoom(clinic.id);
    const service = await desk.addService();

    const archivedRoom = await desk.record(operations.ARCHIVE_ROOM, { id: room.id, version: 1 });
    expect(archivedRoom).toMatchObject({ name: 'Quiet room', archivedAt: expect.any(String), version: 2 });
    expect(await desk.ask(operations.ROOMS, { clinicId: clinic.id })).toEqual([]);
    expect(names(await desk.ask(operations.ROOMS, { clinicId: clinic.id, includeArchived: true }))).toEqual([
      'Quiet room',
    ]);
    expect(await desk.ask(operations.CLINIC_WITH_ROOMS, { id: clinic.id })).toMatchObject({ rooms: [] });
    expect(await desk.ask(operations.ROOM_WITH_CLINIC, { id: room.id })).toMatchObject({
      name: 'Quiet room',
      clinic: { name: 'Mitte' },
    });

    await desk.record(operations.ARCHIVE_SERVICE, { id: service.id, version: 1 });
    expect(await desk.ask(operations.SERVICES)).toEqual([]);
    expect(await desk.ask(operations.ONE_SERVICE, { id: service.id })).toMatchObject({ name: 'Swedish 60' });
    expect(names(await desk.ask(operations.SERVICES, { includeArchived: true }))).toEqual(['Swedish 60']);

    await desk.record(operations.ARCHIVE_CLINIC, { id: clinic.id, version: 1 });
    expect(await desk.ask(operations.CLINICS)).toEqual([]);
    expect(names(await desk.ask(operations.CLINICS, { includeArchived: true }))).toEqual(['Mitte']);

    const restored = await Promise.all([
      desk.record(operations.RESTORE_CLINIC, { id: clinic.id, version: 2 }),
      desk.record(operations.RESTORE_ROOM, { id: room.id, version: 2 }),
      desk.record(operations.RESTORE_SERVICE, { id: service.id, version: 2 }),
    ]);
    expect(restored.map(({ archivedAt, version }) => [archivedAt, version])).toEqual([
      [null, 3],
      [null, 3],
      [null, 3],
    ]);
    expect(names(await desk.ask(operations.CLINICS))).toEqual(['Mitte']);
    expect((await desk.audit(clinic.id)).map(({ action }) => action)).toEqual([
      ...['clinic.added', 'clinic.archived', 'clinic.restored'],
    ]);
  });

  it.each([
    ['clinic', operations.ARCHIVE_CLINIC, () => desk.addClinic()],
    ['room', operations.ARCHIVE_ROOM, async () => desk.addRoom((await desk.addClinic()).id)],
    ['service', operations.ARCHIVE_SERVICE, () => desk.addService()],
  ])('was not changed since it was read: %s', async (_, mutation, add) => {
    const { id } = await add();
    const answer = await desk.ask<Answer>(mutation, { id, version: 7 });
    expect(answer).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
  });

  it('takes no new room', async () => {
    const { id: clinicId } = await desk.addClinic();
    await desk.record(operations.ARCHIVE_CLINIC, { id: clinicId, version: 1 });
    const input = { clinicId, name: 'Late room' };
    expect(await desk.violations(operations.ADD_ROOM, { input })).toEqual([
      { field: 'clinicId', rule: 'archived', message: 'clinicId must not be of an archived clinic' },
    ]);
  });
});

describe('the rest of the program', () => {
  it('is told of clinics and rooms that change under visits, by their ids alone', async () => {
    const clinic = await desk.addClinic();
    const room = await desk.addRoom(clinic.id);
    expect(await desk.facts('clinic.changed')).toEqual([]);
    await desk.record(operations.EDIT_CLINIC, { input: { id: clinic.id, version: 1, jurisdiction: 'AT' } });
    await desk.record(operations.EDIT_ROOM, { input: { id: room.id, version: 1, features: [] } });
    await desk.record(operations.ARCHIVE_ROOM, { id: room.id, version: 2 });
    await desk.record(operations.ARCHIVE_CLINIC, { id: clinic.id, version: 2 });
    expect(await desk.facts('clinic.changed')).toEqual([{ clinicId: clinic.id }, { clinicId: clinic.id }]);
    expect(await desk.facts('room.changed')).toEqual([{ roomId: room.id }, { roomId: room.id }]);
  });
});
