import {
  clinicWith,
  daily,
  factsWith,
  roomWith,
  serviceWith,
  therapistWith,
  worksAt,
} from './scheduling-facts.examples.js';
import type { SchedulingFacts } from './scheduling-facts.js';
import { canOverride, OVERRIDABLE, slotObstacles } from './slot-obstacles.js';

const utc = (text: string): number => Date.parse(text);
const range = (start: string, end: string) => ({ start: utc(start), end: utc(end) });

/** Monday 6 July 2026, 10:00 in Berlin, two hours ahead of UTC; the therapist works 09:00-12:00. */
const ten = utc('2026-07-06T08:00Z');
const aroundTen = [range('2026-07-06T08:30Z', '2026-07-06T08:45Z')];

const obstacles = (facts: Partial<SchedulingFacts> = {}, start = ten) =>
  slotObstacles(factsWith(facts), { clinicId: 'clinic-1', therapistId: 'therapist-1', roomId: 'room-1', start });

describe('the obstacles of a placement', () => {
  it('are none where everything allows it', () => {
    expect(obstacles()).toEqual([]);
  });

  it.each<[string, Partial<SchedulingFacts>]>([
    ['outside_opening_hours', { clinics: [clinicWith({ openingHours: daily('10:15', '18:00') })] }],
    ['clinic_closed', { clinics: [clinicWith({ closures: aroundTen })] }],
    [
      'outside_working_hours',
      { therapists: [therapistWith({ hours: [worksAt('clinic-1', daily('09:00', '10:45'))] })] },
    ],
    ['therapist_off', { therapists: [therapistWith({ timeOff: aroundTen })] }],
    [
      'therapist_not_at_clinic',
      { therapists: [therapistWith({ hours: [worksAt('clinic-2', daily('09:00', '12:00'))] })] },
    ],
    ['therapist_busy', { therapists: [therapistWith({ busy: aroundTen })] }],
    ['room_not_at_clinic', { rooms: [roomWith({ clinicId: 'clinic-2' })] }],
    ['room_closed', { rooms: [roomWith({ closures: aroundTen })] }],
    ['room_busy', { rooms: [roomWith({ busy: aroundTen })] }],
    ['client_busy', { clientBusy: aroundTen }],
    ['not_qualified', { therapists: [therapistWith({ techniques: [{ technique: 'shiatsu', years: 9 }] })] }],
    ['no_valid_licence', { clinics: [clinicWith({ licenceRequired: true })] }],
    ['too_soon', { clinics: [clinicWith({ minimumNoticeMinutes: 61 })], now: utc('2026-07-06T07:00Z') }],
    ['beyond_horizon', { clinics: [clinicWith({ horizonDays: 2 })], now: utc('2026-07-03T21:59Z') }], // Friday 23:59
    ['off_grid', { clinics: [clinicWith({ slotStepMinutes: 480 })] }], // 00:00, 08:00, 16:00
  ])('%s is told alone', (code, facts) => {
    expect(obstacles(facts)).toEqual([{ code }]);
  });

  it('name the features a room lacks', () => {
    const service = serviceWith({ requiredFeatures: ['stone_heater', 'table', 'wheelchair_access'] });
    expect(obstacles({ service })).toEqual([
      { code: 'room_lacks_feature', features: ['stone_heater', 'wheelchair_access'] },
    ]);
  });

  it('are all told together', () => {
    const facts = {
      clinics: [clinicWith({ closures: aroundTen })],
      therapists: [therapistWith({ busy: aroundTen, techniques: [] })],
      clientBusy: aroundTen,
    };
    expect(obstacles(facts).map(({ code }) => code)).toEqual([
      'clinic_closed',
      'therapist_busy',
      'not_qualified',
      'client_busy',
    ]);
  });

  it('count buffers for the therapist, and the longer of buffer and turnover for the room', () => {
    // Blocked 11:10-11:20 and 09:50-09:55 in Berlin; the visit is 10:00-11:00.
    const busy = [range('2026-07-06T09:10Z', '2026-07-06T09:20Z'), range('2026-07-06T07:50Z', '2026-07-06T07:55Z')];
    const withBuffers = (bufferBeforeMinutes: number, bufferAfterMinutes: number, turnoverMinutes: number) =>
      obstacles({
        service: serviceWith({ bufferBeforeMinutes, bufferAfterMinutes }),
        therapists: [therapistWith({ busy })],
        rooms: [roomWith({ busy, turnoverMinutes })],
      });
    expect(withBuffers(5, 10, 10)).toEqual([]);
    expect(withBuffers(6, 10, 10)).toEqual([{ code: 'therapist_busy' }, { code: 'room_busy' }]);
    expect(withBuffers(5, 11, 0)).toEqual([{ code: 'therapist_busy' }, { code: 'room_busy' }]);
    expect(withBuffers(5, 0, 11)).toEqual([{ code: 'room_busy' }]);
  });

  it('let buffers and turnover reach into closures and time off', () => {
    const afterwards = [range('2026-07-06T09:00Z', '2026-07-06T10:00Z')]; // 11:00-12:00 in Berlin
    const facts = {
      service: serviceWith({ bufferBeforeMinutes: 15, bufferAfterMinutes: 15 }),
      clinics: [clinicWith({ closures: afterwards })],
      therapists: [therapistWith({ timeOff: afterwards })],
      rooms: [roomWith({ turnoverMinutes: 30, closures: afterwards })],
      clientBusy: afterwards,
    };
    expect(obstacles(facts)).toEqual([]);
  });

  it('judge the licence by the local date of the visit', () => {
    const clinics = [clinicWith({ zone: 'America/Los_Angeles', licenceRequired: true, jurisdiction: 'CA' })];
    const licensedUntil = (validTo: string | null) => [{ jurisdiction: 'CA', validFrom: '2026-01-01', validTo }];
    const evening = utc('2026-07-07T01:00Z'); // Monday 6 July, 18:00 in Los Angeles
    const hours = [worksAt('clinic-1', daily('17:00', '20:00'))];
    const on = (validTo: string | null) =>
      obstacles({ clinics, therapists: [therapistWith({ hours, licences: licensedUntil(validTo) })] }, evening);
    expect(on('2026-07-06')).toEqual([]);
    expect(on(null)).toEqual([]);
    expect(on('2026-07-05')).toEqual([{ code: 'no_valid_licence' }]);
  });

  it('end exactly when the notice does, and begin after the last date of the horizon', () => {
    const asOf = (now: string) =>
      obstacles({ clinics: [clinicWith({ minimumNoticeMinutes: 60, horizonDays: 2 })], now: utc(now) });
    expect(asOf('2026-07-06T07:00Z')).toEqual([]); // 09:00 for 10:00
    expect(asOf('2026-07-06T07:00:00.001Z')).toEqual([{ code: 'too_soon' }]);
    expect(asOf('2026-07-03T22:00Z')).toEqual([]); // Saturday 00:00, so Monday is the second day
    expect(asOf('2026-07-03T21:59Z')).toEqual([{ code: 'beyond_horizon' }]); // Friday 23:59
  });

  it('cannot be told about somebody whom the facts do not hold', () => {
    expect(() => obstacles({ therapists: [] })).toThrow(
      new RangeError('The scheduling facts hold no therapistId therapist-1'),
    );
  });
});

describe('an override', () => {
  it('sets aside what people prefer and never what makes a visit unsafe or double', () => {
    expect(Object.entries(OVERRIDABLE).flatMap(([code, may]) => (may ? [code] : []))).toEqual([
      'outside_opening_hours',
      'clinic_closed',
      'outside_working_hours',
      'therapist_off',
      'too_soon',
      'beyond_horizon',
      'off_grid',
      'room_lacks_feature',
    ]);
  });

  it('needs every obstacle to be one that it may set aside', () => {
    expect(canOverride([{ code: 'too_soon' }, { code: 'room_lacks_feature', features: ['shower'] }])).toBe(true);
    expect(canOverride([{ code: 'too_soon' }, { code: 'room_busy' }])).toBe(false);
  });
});
