import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import * as operations from './scheduling-operations.js';
import { SchedulingPractice } from './scheduling-practice.js';

let api: TestApi;
let practice: SchedulingPractice;
let anna: Person;
let stranger: Person;
let timeOffId: string;
let closureId: string;
beforeAll(async () => {
  api = await TestApi.start();
  practice = await SchedulingPractice.open(api);
  anna = await api.addStaff(practice.owner, 'therapist', practice.anna);
  stranger = await api.registerPractice('Hillside Massage');
  const owner = practice.owner.token;
  const added = await api.data<{ addTimeOff: { timeOff: { id: string } } }>(
    operations.ADD_TIME_OFF,
    timeOffInput(),
    owner,
  );
  timeOffId = added.addTimeOff.timeOff.id;
  const closed = await api.data<{ addClosure: { closure: { id: string } } }>(
    operations.ADD_CLOSURE,
    closureInput(),
    owner,
  );
  closureId = closed.addClosure.closure.id;
});
afterAll(async () => {
  await practice.close();
  await api.stop();
});

const SPAN = { startsAt: '2026-11-30T09:00:00.000Z', endsAt: '2026-11-30T11:00:00.000Z' };
const WINDOW = { from: '2026-11-01T00:00:00Z', to: '2026-12-24T00:00:00Z' };
const DATES = { from: '2026-11-01', to: '2026-12-24' };
const timeOffInput = (): Variables => ({ input: { therapistId: practice.anna, kind: 'SICK', ...SPAN } });
const closureInput = (): Variables => ({ input: { clinicId: practice.clinicId, ...SPAN } });
const place = (): Variables => ({ clinicId: practice.clinicId, therapistId: practice.anna });

type Variables = Readonly<Record<string, unknown>>;
type Case = [string, string, () => Variables];

const FOR_MANAGEMENT: Case[] = [
  ['setOpeningHours', operations.SET_OPENING_HOURS, () => ({ input: { clinicId: practice.clinicId, hours: [] } })],
  ['setWorkingHours', operations.SET_WORKING_HOURS, () => ({ input: { ...place(), hours: [] } })],
  ['setWorkingDay', operations.SET_WORKING_DAY, () => ({ input: { ...place(), date: '2026-12-24', spans: [] } })],
  ['clearWorkingDay', operations.CLEAR_WORKING_DAY, () => ({ input: { ...place(), date: '2026-12-24' } })],
];
const FOR_DESK: Case[] = [
  ['addTimeOff', operations.ADD_TIME_OFF, timeOffInput],
  ['cancelTimeOff', operations.CANCEL_TIME_OFF, () => ({ id: timeOffId })],
  ['addClosure', operations.ADD_CLOSURE, closureInput],
  ['cancelClosure', operations.CANCEL_CLOSURE, () => ({ id: closureId })],
];
const FOR_STAFF: Case[] = [
  ['openingHours', operations.OPENING_HOURS, () => ({ clinicId: practice.clinicId })],
  ['closures', operations.CLOSURES, () => ({ clinicId: practice.clinicId, ...WINDOW })],
];
const OWN: Case[] = [
  ['workingHours', operations.WORKING_HOURS, () => ({ therapistId: practice.anna })],
  ['workingDays', operations.WORKING_DAYS, () => ({ therapistId: practice.anna, ...DATES })],
  ['timeOff', operations.TIME_OFF, () => ({ therapistId: practice.anna, ...WINDOW })],
];

describe('the owner of another practice', () => {
  it.each([...FOR_MANAGEMENT, ...FOR_DESK, ...FOR_STAFF, ...OWN])(
    'does not find what %s is about',
    async (_, query, variables) => {
      expect(await api.errorCode(query, variables(), stranger.token)).toBe('NOT_FOUND');
    },
  );

  it('does not find the time off of a clinic', async () => {
    const variables = { clinicId: practice.clinicId, ...WINDOW };
    expect(await api.errorCode(operations.TIME_OFF, variables, stranger.token)).toBe('NOT_FOUND');
  });

  it('does not reach a room, or a clinic for its days, through a record of the own practice', async () => {
    const closure = { clinicId: practice.clinicId, ...SPAN, roomId: newId() };
    expect(await api.errorCode(operations.ADD_CLOSURE, { input: closure }, practice.owner.token)).toBe('NOT_FOUND');
    const foreign = await SchedulingPractice.open(api);
    const room = { ...closure, roomId: foreign.roomId };
    expect(await api.errorCode(operations.ADD_CLOSURE, { input: room }, practice.owner.token)).toBe('NOT_FOUND');
    const days = { therapistId: practice.anna, kind: 'SICK', firstDay: '2026-11-30', clinicId: foreign.clinicId };
    expect(await api.errorCode(operations.ADD_TIME_OFF, { input: days }, practice.owner.token)).toBe('NOT_FOUND');
    const hours = { therapistId: practice.anna, clinicId: foreign.clinicId, hours: [] };
    expect(await api.errorCode(operations.SET_WORKING_HOURS, { input: hours }, practice.owner.token)).toBe('NOT_FOUND');
    await foreign.close();
  });
});

describe('whoever is not signed in', () => {
  it.each([...FOR_MANAGEMENT, ...FOR_DESK, ...FOR_STAFF, ...OWN])('may not use %s', async (_, query, variables) => {
    expect(await api.errorCode(query, variables())).toBe('UNAUTHENTICATED');
  });
});

describe('a therapist', () => {
  it.each([...FOR_MANAGEMENT, ...FOR_DESK])('may not use %s', async (_, query, variables) => {
    expect(await api.errorCode(query, variables(), anna.token)).toBe('FORBIDDEN');
  });

  it.each([...FOR_STAFF, ...OWN])('may ask for %s of the own clinic and of themselves', async (_, query, variables) => {
    expect((await api.graphql(query, variables(), anna.token)).errors).toBeUndefined();
  });

  it.each(OWN)('does not find %s of a colleague', async (_, query, variables) => {
    const colleague = { ...variables(), therapistId: await practice.addTherapist() };
    expect(await api.errorCode(query, colleague, anna.token)).toBe('NOT_FOUND');
  });

  it.each(OWN)('without a therapist record does not find %s of anybody', async (_, query, variables) => {
    const trainee = await api.addStaff(practice.owner, 'therapist');
    expect(await api.errorCode(query, variables(), trainee.token)).toBe('NOT_FOUND');
  });

  it("who asks for the time off of a clinic sees their own, and the front desk everybody's", async () => {
    const ben = await practice.addTherapist();
    const input = { therapistId: ben, kind: 'VACATION', ...SPAN };
    await api.data(operations.ADD_TIME_OFF, { input }, practice.desk.token);
    const seenBy = async ({ token }: Person): Promise<string[]> => {
      const variables = { clinicId: practice.clinicId, ...WINDOW };
      const data = await api.data<{ timeOff: { therapistId: string }[] }>(operations.TIME_OFF, variables, token);
      return data.timeOff.map(({ therapistId }) => therapistId).sort();
    };
    expect(await seenBy(anna)).toEqual([practice.anna]);
    expect(await seenBy(practice.desk)).toEqual([practice.anna, ben].sort());
  });
});

describe('the front desk', () => {
  it.each(FOR_MANAGEMENT)('may not use %s', async (_, query, variables) => {
    expect(await api.errorCode(query, variables(), practice.desk.token)).toBe('FORBIDDEN');
  });

  it.each(FOR_DESK)('may use %s, since somebody must at seven in the morning', async (_, query, variables) => {
    expect((await api.graphql(query, variables(), practice.desk.token)).errors).toBeUndefined();
  });
});
