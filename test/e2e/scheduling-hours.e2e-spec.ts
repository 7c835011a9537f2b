import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { CLEAR_WORKING_DAY, OPENING_HOURS, SET_OPENING_HOURS, SET_WORKING_DAY } from './scheduling-operations.js';
import { SET_WORKING_HOURS, WORKING_DAYS, WORKING_HOURS } from './scheduling-operations.js';
import { SchedulingPractice } from './scheduling-practice.js';

interface Hours {
  weekday: number;
  starts: string;
  ends: string;
}

let api: TestApi;
let practice: SchedulingPractice;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  practice = await SchedulingPractice.open(api);
  api.clock.offset = Date.parse('2026-11-29T23:30Z') - Date.now(); // 30 November, 00:30, in Berlin
});
afterEach(() => practice.close());

const MONDAY = { weekday: 1, starts: '09:00', ends: '17:00' };
const LATE_MONDAY = { weekday: 1, starts: '12:00', ends: '20:00' };

const setOpeningHours = async (input: object): Promise<unknown> => {
  const variables = { input: { clinicId: practice.clinicId, ...input } };
  const { setOpeningHours: payload } = await api.data<{ setOpeningHours: { openingHours: unknown } }>(
    SET_OPENING_HOURS,
    variables,
    practice.manager.token,
  );
  return payload.openingHours;
};

const setWorkingHours = async (input: object): Promise<unknown> => {
  const variables = { input: { clinicId: practice.clinicId, therapistId: practice.anna, ...input } };
  const data = await api.data<{ setWorkingHours: unknown }>(SET_WORKING_HOURS, variables, practice.manager.token);
  return data.setWorkingHours;
};

const hours = (from: string | null, to: string | null, ...each: Hours[]): unknown[] =>
  each.map((one) => ({ ...one, validFrom: from, validTo: to }));

describe('opening hours', () => {
  it('hold from today on, by the calendar of the clinic, where no date is given', async () => {
    expect(await setOpeningHours({ hours: [MONDAY] })).toEqual(hours('2026-11-30', null, MONDAY));
    const losAngeles = await practice.addClinic('America/Los_Angeles'); // still 29 November, 15:30
    expect(await setOpeningHours({ clinicId: losAngeles, hours: [MONDAY] })).toEqual(hours('2026-11-29', null, MONDAY));
  });

  it('end the day before new ones begin, and stay as history', async () => {
    await setOpeningHours({ hours: [MONDAY] });
    const both = [...hours('2026-11-30', '2026-12-31', MONDAY), ...hours('2027-01-01', null, LATE_MONDAY)];
    expect(await setOpeningHours({ effectiveFrom: '2027-01-01', hours: [LATE_MONDAY] })).toEqual(both);
    const variables = { clinicId: practice.clinicId };
    expect(await api.data(OPENING_HOURS, variables, practice.desk.token)).toEqual({ openingHours: both });
  });

  it('replace planned ones that would begin later', async () => {
    await setOpeningHours({ hours: [MONDAY] });
    await setOpeningHours({ effectiveFrom: '2027-03-01', hours: [LATE_MONDAY] });
    expect(await setOpeningHours({ effectiveFrom: '2027-02-01', hours: [] })).toEqual(
      hours('2026-11-30', '2027-01-31', MONDAY),
    );
  });

  it('come back after those of a season', async () => {
    await setOpeningHours({ hours: [MONDAY] });
    expect(
      await setOpeningHours({ effectiveFrom: '2026-12-21', effectiveTo: '2027-01-03', hours: [LATE_MONDAY] }),
    ).toEqual([
      ...hours('2026-11-30', '2026-12-20', MONDAY),
      ...hours('2026-12-21', '2027-01-03', LATE_MONDAY),
      ...hours('2027-01-04', null, MONDAY),
    ]);
  });

  it('may run over midnight, and to the end of the day', async () => {
    const night = [
      { weekday: 5, starts: '18:00', ends: '02:00' },
      { weekday: 6, starts: '18:00', ends: '00:00' },
    ];
    expect(await setOpeningHours({ hours: night })).toEqual(hours('2026-11-30', null, ...night));
  });

  it('leave those of another clinic alone', async () => {
    const elsewhere = await practice.addClinic('Europe/Berlin');
    await setOpeningHours({ hours: [MONDAY] });
    expect(await setOpeningHours({ clinicId: elsewhere, hours: [LATE_MONDAY] })).toEqual(
      hours('2026-11-30', null, LATE_MONDAY),
    );
    const { openingHours } = await api.data(OPENING_HOURS, { clinicId: practice.clinicId }, practice.desk.token);
    expect(openingHours).toEqual(hours('2026-11-30', null, MONDAY));
  });

  it('tell the audit and the rest of the program, by ids', async () => {
    await setOpeningHours({ effectiveFrom: '2027-01-01', hours: [MONDAY] });
    expect(await practice.traces('opening_hours.set')).toEqual([
      { subjects: [practice.clinicId], details: { from: '2027-01-01', to: null } },
    ]);
    expect(await practice.facts()).toEqual([{ clinicId: practice.clinicId }]);
  });

  it.each<[string, object, string[]]>([
    ['an eighth weekday', { hours: [{ ...MONDAY, weekday: 8 }] }, ['hours.0.weekday max']],
    ['overlapping hours', { hours: [MONDAY, LATE_MONDAY] }, ['hours.1.starts noOverlap']],
    [
      'a night into the next morning',
      { hours: [{ weekday: 7, starts: '22:00', ends: '10:00' }, MONDAY] },
      ['hours.1.starts noOverlap'],
    ],
    [
      'an end before the begin',
      { effectiveFrom: '2027-01-02', effectiveTo: '2027-01-01', hours: [] },
      ['effectiveTo notBeforeFrom'],
    ],
    ['an end before today', { effectiveTo: '2026-11-29', hours: [] }, ['effectiveTo notBeforeFrom']],
    ['a slip of the keyboard', { effectiveFrom: '2206-01-01', hours: [] }, ['effectiveFrom calendarDate']],
    ['a clinic id that is none', { clinicId: 'here', hours: [] }, ['clinicId isUuid']],
    ['too many hours', { hours: Array.from({ length: 71 }, () => MONDAY) }, ['hours arrayMaxSize']],
  ])('refuse %s and say which field broke which rule', async (_, input, broken) => {
    const variables = { input: { clinicId: practice.clinicId, ...input } };
    expect(await practice.violations(SET_OPENING_HOURS, variables)).toEqual(broken);
    expect(await api.data(OPENING_HOURS, { clinicId: practice.clinicId }, practice.owner.token)).toEqual({
      openingHours: [],
    });
  });

  it.each(['25:00', '9:00', '09:00:00'])('refuse the time %s', async (starts) => {
    const input = { clinicId: practice.clinicId, hours: [{ ...MONDAY, starts }] };
    expect(await api.errorCode(SET_OPENING_HOURS, { input }, practice.owner.token)).toBe('BAD_USER_INPUT');
  });
});

describe('working hours', () => {
  it('keep history, and leave other clinics and therapists alone', async () => {
    const elsewhere = await practice.addClinic('Europe/Berlin');
    const ben = await practice.addTherapist([elsewhere, practice.clinicId]);
    const here = { clinicId: practice.clinicId };
    await setWorkingHours({ therapistId: ben, hours: [MONDAY] });
    await setWorkingHours({ therapistId: ben, clinicId: elsewhere, hours: [LATE_MONDAY] });
    await setWorkingHours({ hours: [MONDAY] });
    const later = (await setWorkingHours({ effectiveFrom: '2027-01-01', hours: [LATE_MONDAY] })) as {
      workingHours: unknown[];
    };
    expect(later.workingHours).toEqual([
      { ...here, ...MONDAY, validFrom: '2026-11-30', validTo: '2026-12-31' },
      { ...here, ...LATE_MONDAY, validFrom: '2027-01-01', validTo: null },
    ]);
    const { workingHours } = await api.data<{ workingHours: unknown[] }>(
      WORKING_HOURS,
      { therapistId: ben },
      practice.desk.token,
    );
    expect(workingHours).toHaveLength(2);
    expect(workingHours).toEqual(
      expect.arrayContaining([
        { ...here, ...MONDAY, validFrom: '2026-11-30', validTo: null },
        { clinicId: elsewhere, ...LATE_MONDAY, validFrom: '2026-11-30', validTo: null },
      ]),
    );
  });

  it('are refused at a clinic where the therapist does not work', async () => {
    const elsewhere = await practice.addClinic('Europe/Berlin');
    expect(await setWorkingHours({ clinicId: elsewhere, hours: [MONDAY] })).toEqual({
      __typename: 'TherapistNotAtClinic',
      message: expect.stringContaining('does not work at this clinic'),
      therapistId: practice.anna,
      clinicId: elsewhere,
    });
    expect(await practice.facts()).toEqual([]);
  });

  it('refuse overlapping hours and say which field broke which rule', async () => {
    const input = { clinicId: practice.clinicId, therapistId: practice.anna, hours: [MONDAY, MONDAY] };
    expect(await practice.violations(SET_WORKING_HOURS, { input })).toEqual(['hours.1.starts noOverlap']);
  });

  it('tell the audit and the rest of the program, by ids', async () => {
    await setWorkingHours({ hours: [MONDAY] });
    const { anna, clinicId } = practice;
    expect(await practice.traces('working_hours.set')).toEqual([
      { subjects: [anna, clinicId], details: { from: '2026-11-30', to: null } },
    ]);
    expect(await practice.facts()).toEqual([{ therapistId: anna, clinicId }]);
  });
});

describe('a working day', () => {
  const dayOf = (date: string): object => ({ therapistId: practice.anna, clinicId: practice.clinicId, date });
  const setDay = (date: string, spans: object[]): Promise<unknown> =>
    api.data(SET_WORKING_DAY, { input: { ...dayOf(date), spans } }, practice.manager.token);
  const days = async (from: string, to: string): Promise<unknown> => {
    const variables = { therapistId: practice.anna, from, to };
    return (await api.data(WORKING_DAYS, variables, practice.desk.token))['workingDays'];
  };
  const morning = { starts: '08:00', ends: '12:00' };
  const night = { starts: '20:00', ends: '01:00' };

  it('takes the place of the weekly hours, with several spans or as a day off', async () => {
    await setDay('2026-12-24', [night, morning]);
    await setDay('2026-12-25', []);
    expect(await days('2026-12-24', '2026-12-25')).toEqual([
      { ...dayOf('2026-12-24'), spans: [morning, night] },
      { ...dayOf('2026-12-25'), spans: [] },
    ]);
    expect(await days('2026-12-25', '2026-12-31')).toEqual([{ ...dayOf('2026-12-25'), spans: [] }]);
  });

  it('is replaced by another one for its date, and cleared', async () => {
    await setDay('2026-12-24', [morning]);
    expect(await setDay('2026-12-24', [])).toEqual({
      setWorkingDay: { __typename: 'WorkingDayPayload', workingDay: { ...dayOf('2026-12-24'), spans: [] } },
    });
    expect(await days('2026-12-24', '2026-12-24')).toEqual([{ ...dayOf('2026-12-24'), spans: [] }]);
    const cleared = await api.data(CLEAR_WORKING_DAY, { input: dayOf('2026-12-24') }, practice.manager.token);
    expect(cleared).toEqual({ clearWorkingDay: { workingDay: null } });
    expect(await days('2026-12-24', '2026-12-24')).toEqual([]);
  });

  it('is refused at a clinic where the therapist does not work', async () => {
    const input = { ...dayOf('2026-12-24'), clinicId: await practice.addClinic('Europe/Berlin'), spans: [] };
    expect(await api.data(SET_WORKING_DAY, { input }, practice.manager.token)).toMatchObject({
      setWorkingDay: { __typename: 'TherapistNotAtClinic' },
    });
  });

  it.each<[string, object, string[]]>([
    ['overlapping spans', { spans: [morning, { starts: '11:59', ends: '13:00' }] }, ['spans.1.starts noOverlap']],
    ['a slip of the keyboard', { date: '0206-12-24', spans: [] }, ['date calendarDate']],
  ])('refuses %s and says which field broke which rule', async (_, input, broken) => {
    const variables = { input: { ...dayOf('2026-12-24'), ...input } };
    expect(await practice.violations(SET_WORKING_DAY, variables)).toEqual(broken);
  });

  it('refuses dates of more than a year, and an end before the begin', async () => {
    const asked = (from: string, to: string): Promise<string[]> =>
      practice.violations(WORKING_DAYS, { therapistId: practice.anna, from, to });
    expect(await asked('2026-01-01', '2027-12-31')).toEqual(['to longestWindow']);
    expect(await asked('2026-12-25', '2026-12-24')).toEqual(['to afterFrom']);
  });

  it('tells the audit and the rest of the program, by ids', async () => {
    await setDay('2026-12-24', []);
    await api.data(CLEAR_WORKING_DAY, { input: dayOf('2026-12-24') }, practice.manager.token);
    const { anna, clinicId } = practice;
    const trace = [{ subjects: [anna, clinicId], details: { date: '2026-12-24' } }];
    expect(await practice.traces('working_day.set')).toEqual(trace);
    expect(await practice.traces('working_day.cleared')).toEqual(trace);
    expect(await practice.facts()).toEqual([
      { therapistId: anna, clinicId },
      { therapistId: anna, clinicId },
    ]);
  });

  it('is not found for a therapist of nobody', async () => {
    const input = { ...dayOf('2026-12-24'), therapistId: newId(), spans: [] };
    expect(await api.errorCode(SET_WORKING_DAY, { input }, practice.manager.token)).toBe('NOT_FOUND');
  });
});
