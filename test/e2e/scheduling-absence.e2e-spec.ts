import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import {
  ADD_CLOSURE,
  ADD_TIME_OFF,
  CANCEL_CLOSURE,
  CANCEL_TIME_OFF,
  CLOSURES,
  TIME_OFF,
} from './scheduling-operations.js';
import { SchedulingPractice } from './scheduling-practice.js';

interface Absence {
  id: string;
  startsAt: string;
  endsAt: string;
  cancelledAt: string | null;
}

let api: TestApi;
let practice: SchedulingPractice;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  practice = await SchedulingPractice.open(api);
});
afterEach(() => practice.close());

// 10:00 to 12:00 on 30 November in Berlin
const MORNING = { startsAt: '2026-11-30T09:00:00.000Z', endsAt: '2026-11-30T11:00:00.000Z' };
const NOVEMBER_30 = { from: '2026-11-29T23:00:00.000Z', to: '2026-11-30T23:00:00.000Z' };

const addTimeOff = async (input: object): Promise<Absence> => {
  const variables = { input: { therapistId: practice.anna, kind: 'SICK', ...input } };
  const data = await api.data<{ addTimeOff: { timeOff: Absence } }>(ADD_TIME_OFF, variables, practice.desk.token);
  return data.addTimeOff.timeOff;
};
const timeOff = async (asked: object): Promise<Absence[]> => {
  const variables = { ...NOVEMBER_30, ...asked };
  return (await api.data<{ timeOff: Absence[] }>(TIME_OFF, variables, practice.desk.token)).timeOff;
};
const cancelTimeOff = async (id: string): Promise<Absence> => {
  const data = await api.data<{ cancelTimeOff: { timeOff: Absence } }>(CANCEL_TIME_OFF, { id }, practice.desk.token);
  return data.cancelTimeOff.timeOff;
};

const addClosure = async (input: object): Promise<Absence> => {
  const variables = { input: { clinicId: practice.clinicId, ...input } };
  const data = await api.data<{ addClosure: { closure: Absence } }>(ADD_CLOSURE, variables, practice.desk.token);
  return data.addClosure.closure;
};
const closures = async (asked: object = {}): Promise<Absence[]> => {
  const variables = { clinicId: practice.clinicId, ...NOVEMBER_30, ...asked };
  return (await api.data<{ closures: Absence[] }>(CLOSURES, variables, practice.desk.token)).closures;
};
const cancelClosure = async (id: string): Promise<Absence> => {
  const data = await api.data<{ cancelClosure: { closure: Absence } }>(CANCEL_CLOSURE, { id }, practice.desk.token);
  return data.cancelClosure.closure;
};
const ids = (absences: readonly Absence[]): string[] => absences.map(({ id }) => id);

describe('time off', () => {
  it('is accepted over a visit, which stays', async () => {
    const visit = await practice.addVisit();
    const added = await addTimeOff(MORNING);
    expect(added).toEqual({ id: added.id, therapistId: practice.anna, kind: 'SICK', ...MORNING, cancelledAt: null });
    expect(await practice.rows('SELECT id, status FROM appointments WHERE practice_id = $1')).toEqual([
      { id: visit, status: 'booked' },
    ]);
  });

  it('is found by therapist and by clinic where it shares time with the window', async () => {
    const [morning, later] = [await addTimeOff(MORNING), await addTimeOff({ firstDay: '2026-12-01' })];
    const byTherapist = { therapistId: practice.anna };
    expect(ids(await timeOff(byTherapist))).toEqual([morning.id]);
    expect(ids(await timeOff({ clinicId: practice.clinicId, to: '2026-12-24T00:00:00Z' }))).toEqual([
      morning.id,
      later.id,
    ]);
    expect(await timeOff({ ...byTherapist, to: MORNING.startsAt })).toEqual([]);
    expect(await timeOff({ ...byTherapist, from: MORNING.endsAt })).toEqual([]);
    expect(await timeOff({ therapistId: await practice.addTherapist() })).toEqual([]);
    expect(await timeOff({ clinicId: await practice.addClinic('UTC') })).toEqual([]);
  });

  it('by days takes the days of the clinics, of 23 or 25 hours where the clock changes', async () => {
    const span = async (input: object): Promise<string> => {
      const { startsAt, endsAt } = await addTimeOff(input);
      return `${startsAt} to ${endsAt}`;
    };
    const [utc23, utc22] = ['T23:00:00.000Z', 'T22:00:00.000Z']; // 00:00+01:00 and 00:00+02:00
    expect(await span({ firstDay: '2026-11-30' })).toBe(`2026-11-29${utc23} to 2026-11-30${utc23}`);
    expect(await span({ firstDay: '2026-11-30', lastDay: '2026-12-04' })).toBe(
      `2026-11-29${utc23} to 2026-12-04${utc23}`,
    );
    expect(await span({ firstDay: '2026-10-25' })).toBe(`2026-10-24${utc22} to 2026-10-25${utc23}`);
    expect(await span({ firstDay: '2027-03-28' })).toBe(`2027-03-27${utc23} to 2027-03-28${utc22}`);
  });

  it('by days must name the clinic where the therapist works in several zones', async () => {
    const lisbon = await practice.addClinic('Europe/Lisbon');
    const travelling = {
      therapistId: await practice.addTherapist([practice.clinicId, lisbon]),
      firstDay: '2026-11-30',
    };
    const input = { kind: 'OTHER', ...travelling };
    expect(await practice.violations(ADD_TIME_OFF, { input })).toEqual(['clinicId oneZone']);
    const added = await addTimeOff({ ...travelling, clinicId: lisbon });
    expect(added.startsAt).toBe('2026-11-30T00:00:00.000Z'); // 00:00+00:00
  });

  it('is cancelled once, also by two people at once', async () => {
    const { id } = await addTimeOff(MORNING);
    const [first, second] = await Promise.all([cancelTimeOff(id), cancelTimeOff(id)]);
    expect(first).toMatchObject({ id, cancelledAt: expect.any(String) });
    expect(second).toEqual(first);
    expect(await timeOff({ therapistId: practice.anna })).toEqual([]);
    expect(await practice.traces('time_off.cancelled')).toEqual([{ subjects: [id, practice.anna], details: {} }]);
    expect(await practice.facts()).toEqual([{ therapistId: practice.anna }, { therapistId: practice.anna }]);
  });

  it('leaves its kind and its subjects in the audit', async () => {
    const { id } = await addTimeOff(MORNING);
    expect(await practice.traces('time_off.added')).toEqual([
      { subjects: [id, practice.anna], details: { kind: 'sick' } },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['no span', {}, ['firstDay oneSpan']],
    ['a start without an end', { startsAt: MORNING.startsAt }, ['startsAt oneSpan']],
    ['instants and days', { ...MORNING, firstDay: '2026-11-30' }, ['startsAt oneSpan']],
    ['an end at the start', { ...MORNING, endsAt: MORNING.startsAt }, ['endsAt afterStart']],
    ['days the wrong way round', { firstDay: '2026-12-02', lastDay: '2026-12-01' }, ['lastDay notBeforeFirstDay']],
    ['a year that is a slip', { ...MORNING, endsAt: '2206-11-30T11:00:00Z' }, ['endsAt maxDate']],
    ['a therapist id that is none', { ...MORNING, therapistId: 'Anna' }, ['therapistId isUuid']],
  ])('refuses %s and says which field broke which rule', async (_, given, broken) => {
    const input = { therapistId: practice.anna, kind: 'SICK', ...given };
    expect(await practice.violations(ADD_TIME_OFF, { input })).toEqual(broken);
    expect(await practice.facts()).toEqual([]);
  });

  it('is asked for by therapist or by clinic, and for a year at most', async () => {
    const asked = (more: object): Promise<string[]> => practice.violations(TIME_OFF, { ...NOVEMBER_30, ...more });
    const therapistId = practice.anna;
    expect(await asked({})).toEqual(['therapistId oneOfTwo']);
    expect(await asked({ therapistId, clinicId: practice.clinicId })).toEqual(['therapistId oneOfTwo']);
    expect(await asked({ therapistId, to: '2028-01-01T00:00:00Z' })).toEqual(['to longestWindow']);
    expect(await asked({ therapistId, to: NOVEMBER_30.from })).toEqual(['to afterFrom']);
  });

  it('is not found where there is none', async () => {
    expect(await api.errorCode(CANCEL_TIME_OFF, { id: newId() }, practice.desk.token)).toBe('NOT_FOUND');
    expect(await api.errorCode(CANCEL_TIME_OFF, { id: 'mine' }, practice.desk.token)).toBe('NOT_FOUND');
  });
});

describe('a closure', () => {
  it('is accepted over a visit, which stays', async () => {
    const visit = await practice.addVisit();
    const added = await addClosure({ ...MORNING, reason: 'Burst pipe' });
    const place = { clinicId: practice.clinicId, roomId: null };
    expect(added).toEqual({ id: added.id, ...place, ...MORNING, reason: 'Burst pipe', cancelledAt: null });
    expect(await practice.rows('SELECT id, status FROM appointments WHERE practice_id = $1')).toEqual([
      { id: visit, status: 'booked' },
    ]);
  });

  it('closes a clinic or one of its rooms, by instants or by days of the clinic', async () => {
    const whole = await addClosure(MORNING);
    const room = await addClosure({ roomId: practice.roomId, firstDay: '2026-11-30' });
    expect(room).toMatchObject({ roomId: practice.roomId, startsAt: NOVEMBER_30.from, endsAt: NOVEMBER_30.to });
    expect(await closures()).toEqual([room, whole]);
    expect(await closures({ to: NOVEMBER_30.from, from: '2026-11-01T00:00:00Z' })).toEqual([]);
    expect(await closures({ clinicId: await practice.addClinic('UTC') })).toEqual([]);
  });

  it('is of a room of its own clinic', async () => {
    const elsewhere = await practice.addRoom(newId(), await practice.addClinic('UTC'));
    const input = { clinicId: practice.clinicId, roomId: elsewhere, ...MORNING };
    expect(await api.errorCode(ADD_CLOSURE, { input }, practice.desk.token)).toBe('NOT_FOUND');
  });

  it('is cancelled once, also by two people at once', async () => {
    const { id } = await addClosure({ ...MORNING, roomId: practice.roomId });
    const [first, second] = await Promise.all([cancelClosure(id), cancelClosure(id)]);
    expect(first).toMatchObject({ id, cancelledAt: expect.any(String) });
    expect(second).toEqual(first);
    expect(await closures()).toEqual([]);
    const { clinicId, roomId } = practice;
    expect(await practice.traces('closure.cancelled')).toEqual([{ subjects: [id, clinicId, roomId], details: {} }]);
    expect(await practice.facts()).toEqual([
      { clinicId, roomId },
      { clinicId, roomId },
    ]);
  });

  it('leaves no text in the audit, nor in what the rest of the program is told', async () => {
    const { id } = await addClosure({ ...MORNING, reason: 'Burst pipe' });
    const { clinicId } = practice;
    expect(await practice.traces('closure.added')).toEqual([{ subjects: [id, clinicId], details: {} }]);
    expect(await practice.facts()).toEqual([{ clinicId }]);
  });

  it.each<[string, object, string[]]>([
    ['no span', {}, ['firstDay oneSpan']],
    ['an end at the start', { ...MORNING, endsAt: MORNING.startsAt }, ['endsAt afterStart']],
    ['a long reason', { ...MORNING, reason: 'x'.repeat(201) }, ['reason isLength']],
    ['a room id that is none', { ...MORNING, roomId: 'quiet' }, ['roomId isUuid']],
  ])('refuses %s and says which field broke which rule', async (_, given, broken) => {
    const input = { clinicId: practice.clinicId, ...given };
    expect(await practice.violations(ADD_CLOSURE, { input })).toEqual(broken);
    expect(await practice.facts()).toEqual([]);
  });

  it('is asked for by a window of a year at most', async () => {
    const variables = { clinicId: practice.clinicId, ...NOVEMBER_30, to: '2028-01-01T00:00:00Z' };
    expect(await practice.violations(CLOSURES, variables)).toEqual(['to longestWindow']);
  });

  it('is not found where there is none', async () => {
    expect(await api.errorCode(CANCEL_CLOSURE, { id: newId() }, practice.desk.token)).toBe('NOT_FOUND');
  });
});
