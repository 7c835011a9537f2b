import { TestApi } from '../support/api.js';
import * as operations from './scheduling-operations.js';
import { SchedulingPractice } from './scheduling-practice.js';

let api: TestApi;
let practice: SchedulingPractice;
beforeAll(async () => {
  api = await TestApi.start();
  practice = await SchedulingPractice.open(api);
});
afterAll(async () => {
  await practice.close();
  await api.stop();
});

const SPAN = { startsAt: '2026-11-30T09:00:00Z', endsAt: '2026-11-30T11:00:00Z' };
const change = (query: string, variables: object): Promise<unknown> =>
  api.data(query, variables as Record<string, unknown>, practice.owner.token);
const clinic = (): object => ({ clinicId: practice.clinicId });
const place = (): object => ({ clinicId: practice.clinicId, therapistId: practice.anna });

async function addTimeOff(): Promise<string> {
  const input = { therapistId: practice.anna, kind: 'SICK', ...SPAN };
  const data = (await change(operations.ADD_TIME_OFF, { input })) as { addTimeOff: { timeOff: { id: string } } };
  return data.addTimeOff.timeOff.id;
}

async function addClosure(of: object = {}): Promise<string> {
  const input = { ...clinic(), ...SPAN, ...of };
  const data = (await change(operations.ADD_CLOSURE, { input })) as { addClosure: { closure: { id: string } } };
  return data.addClosure.closure.id;
}

describe('a change of the schedule waits for a booking', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['working hours', () => change(operations.SET_WORKING_HOURS, { input: { ...place(), hours: [] } })],
    [
      'a working day',
      () => change(operations.SET_WORKING_DAY, { input: { ...place(), date: '2026-11-30', spans: [] } }),
    ],
    [
      'clearing a working day',
      () => change(operations.CLEAR_WORKING_DAY, { input: { ...place(), date: '2026-11-30' } }),
    ],
    ['time off', addTimeOff],
  ])('with the therapist: %s', async (_, run) => {
    expect(await practice.answeredWhileBooking([practice.anna], run)).toEqual([]);
  });

  it('with the therapist: cancelling time off', async () => {
    const id = await addTimeOff();
    const cancel = () => change(operations.CANCEL_TIME_OFF, { id });
    expect(await practice.answeredWhileBooking([practice.anna], cancel)).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['opening hours', () => change(operations.SET_OPENING_HOURS, { input: { ...clinic(), hours: [] } })],
    ['a closure', addClosure],
  ])('in any room of the clinic: %s', async (_, run) => {
    expect(await practice.answeredWhileBooking([practice.roomId], run)).toEqual([]);
    expect(await practice.answeredWhileBooking([practice.otherRoomId], run)).toEqual([]);
  });

  it('in any room of the clinic: cancelling a closure', async () => {
    const id = await addClosure();
    const cancel = () => change(operations.CANCEL_CLOSURE, { id });
    expect(await practice.answeredWhileBooking([practice.otherRoomId], cancel)).toEqual([]);
  });

  it('in the room that is closed', async () => {
    const close = () => addClosure({ roomId: practice.roomId });
    expect(await practice.answeredWhileBooking([practice.roomId], close)).toEqual([]);
  });
});

describe('a change of the schedule does not wait for a booking', () => {
  it('with another therapist and in another room', async () => {
    const others = [await practice.addTherapist(), practice.otherRoomId];
    expect(await practice.answeredWhileBooking(others, addTimeOff)).toHaveLength(1);
    expect(await practice.answeredWhileBooking(others, () => addClosure({ roomId: practice.roomId }))).toHaveLength(1);
  });
});

describe('two changes of the same hours at once', () => {
  it('follow each other, so that no hours stand twice', async () => {
    const monday = [{ weekday: 1, starts: '09:00', ends: '17:00' }];
    const input = { clinicId: await practice.addClinic('UTC'), hours: monday }; // a clinic without rooms yet
    await Promise.all(Array.from({ length: 8 }, () => change(operations.SET_OPENING_HOURS, { input })));
    expect(await change(operations.OPENING_HOURS, input)).toMatchObject({ openingHours: monday });
    const therapist = { ...place(), hours: monday };
    await Promise.all(Array.from({ length: 8 }, () => change(operations.SET_WORKING_HOURS, { input: therapist })));
    expect(await change(operations.WORKING_HOURS, place())).toMatchObject({ workingHours: monday });
  });
});
