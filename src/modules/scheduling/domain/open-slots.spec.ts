import { Temporal } from 'temporal-polyfill';
import { openSlots } from './open-slots.js';
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
import type { SlotRanking } from './slot.js';

const utc = (text: string): number => Date.parse(text);
const range = (start: string, end: string) => ({ start: utc(start), end: utc(end) });

/** Monday 6 July 2026, 00:00 to 24:00 in Berlin, two hours ahead of UTC. */
const monday = range('2026-07-05T22:00Z', '2026-07-06T22:00Z');

const search = (facts: Partial<SchedulingFacts>, window = monday, ranking?: SlotRanking) =>
  openSlots(factsWith(facts), { window, order: 'earliest', ranking });

const localStart = (zone: string, start: number): string =>
  Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'minute', timeZoneName: 'never' });

/** Local starts in Berlin on one day, such as 09:00. */
const times = (facts: Partial<SchedulingFacts>, window = monday): string[] =>
  search(facts, window).map(({ start }) => localStart('Europe/Berlin', start).slice(11, 16));

/** Local starts with date and offset. */
const starts = (facts: Partial<SchedulingFacts>, window: ReturnType<typeof range>): string[] =>
  search(facts, window).map(({ start, clinicId }) => {
    const clinic = facts.clinics?.find((candidate) => candidate.clinicId === clinicId);
    return localStart(clinic?.zone ?? 'Europe/Berlin', start);
  });

describe('an open slot', () => {
  it('names the visit, the local date, and who and where', () => {
    expect(search({}, range('2026-07-06T07:00Z', '2026-07-06T07:01Z'))).toEqual([
      {
        clinicId: 'clinic-1',
        start: utc('2026-07-06T07:00Z'), // 09:00 in Berlin
        end: utc('2026-07-06T08:00Z'), // 10:00
        localDate: '2026-07-06',
        score: 1,
        therapists: [{ therapistId: 'therapist-1', reasons: ['fewer_gaps'], score: 1 }],
        roomIds: ['room-1'],
      },
    ]);
  });

  it('starts so that the visit ends within working and opening hours', () => {
    expect(times({})).toEqual(['09:00', '10:00', '11:00']);
    expect(times({ clinics: [clinicWith({ openingHours: daily('10:00', '11:30') })] })).toEqual(['10:00']);
  });

  it('belongs to the window in which it starts', () => {
    expect(times({}, range('2026-07-06T08:00Z', '2026-07-06T09:00Z'))).toEqual(['10:00']);
  });

  it('lets buffers and turnover reach beyond the hours', () => {
    const service = serviceWith({ bufferBeforeMinutes: 30, bufferAfterMinutes: 30 });
    expect(times({ service, rooms: [roomWith({ turnoverMinutes: 90 })] })).toEqual(['09:00', '10:00', '11:00']);
  });

  it('avoids closures, time off and the client’s visits with the visit, not with the buffers', () => {
    const service = serviceWith({ bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
    const tenToEleven = [range('2026-07-06T08:00Z', '2026-07-06T09:00Z')];
    const expected = ['09:00', '11:00'];
    expect(times({ service, clinics: [clinicWith({ closures: tenToEleven })] })).toEqual(expected);
    expect(times({ service, rooms: [roomWith({ closures: tenToEleven })] })).toEqual(expected);
    expect(times({ service, therapists: [therapistWith({ timeOff: tenToEleven })] })).toEqual(expected);
    expect(times({ service, clientBusy: tenToEleven })).toEqual(expected);
  });

  it('keeps the therapist’s buffers off what already blocks them', () => {
    // Blocked from 10:10 to 10:50.
    const therapists = [therapistWith({ busy: [range('2026-07-06T08:10Z', '2026-07-06T08:50Z')] })];
    const buffered = (before: number, after: number) =>
      times({ therapists, service: serviceWith({ bufferBeforeMinutes: before, bufferAfterMinutes: after }) });
    expect(buffered(10, 10)).toEqual(['09:00', '11:00']);
    expect(buffered(11, 10)).toEqual(['09:00']);
    expect(buffered(10, 11)).toEqual(['11:00']);
  });

  it('keeps the room’s turnover off what already blocks it', () => {
    const busy = [range('2026-07-06T08:10Z', '2026-07-06T08:50Z')];
    const turnover = (turnoverMinutes: number) => times({ rooms: [roomWith({ busy, turnoverMinutes })] });
    expect(turnover(10)).toEqual(['09:00', '11:00']);
    expect(turnover(11)).toEqual(['11:00']);
  });

  it('needs a room of the clinic that has every feature', () => {
    const service = serviceWith({ requiredFeatures: ['table', 'stone_heater'] });
    expect(times({ service })).toEqual([]);
    const rooms = [
      roomWith({ roomId: 'room-3', features: ['stone_heater', 'table', 'shower'] }),
      roomWith({ roomId: 'room-2', features: ['table', 'stone_heater'] }),
      roomWith({ roomId: 'room-1' }),
      roomWith({ roomId: 'room-0', clinicId: 'clinic-2', features: ['table', 'stone_heater'] }),
    ];
    expect(search({ service, rooms }).map(({ roomIds }) => roomIds)).toEqual(Array(3).fill(['room-2', 'room-3']));
  });

  it('needs a therapist who works at the clinic and is qualified, except for a consultation', () => {
    expect(times({ therapists: [therapistWith({ hours: [worksAt('clinic-2', daily('09:00', '12:00'))] })] })).toEqual(
      [],
    );
    const therapists = [therapistWith({ techniques: [{ technique: 'shiatsu', years: 9 }] })];
    expect(times({ therapists })).toEqual([]);
    expect(times({ therapists, service: serviceWith({ technique: 'consultation' }) })).toHaveLength(3);
  });

  it('honours a therapist’s exception for one date', () => {
    const exceptions = [{ date: '2026-07-06', starts: '14:00', ends: '15:00' }];
    const hours = [worksAt('clinic-1', daily('09:00', '12:00'), { exceptions })];
    expect(times({ therapists: [therapistWith({ hours })] })).toEqual(['14:00']);
  });

  it('steps by the wall clock from 00:00, whenever the hours begin', () => {
    const hours = [worksAt('clinic-1', daily('09:10', '11:10'))];
    const clinics = [clinicWith({ slotStepMinutes: 20 })];
    expect(times({ clinics, therapists: [therapistWith({ hours })] })).toEqual(['09:20', '09:40', '10:00']);
  });
});

describe('licences', () => {
  /** Monday 6 to Wednesday 8 July in Berlin. */
  const threeDays = range('2026-07-05T22:00Z', '2026-07-08T22:00Z');
  const licence = { jurisdiction: 'DE', validFrom: '2026-07-07', validTo: '2026-07-07' };
  const datesWith = (licenceRequired: boolean, facts = licence) => [
    ...new Set(
      search(
        { clinics: [clinicWith({ licenceRequired })], therapists: [therapistWith({ licences: [facts] })] },
        threeDays,
      ).map(({ localDate }) => localDate),
    ),
  ];

  it('are valid on their first and last local date and on no other', () => {
    expect(datesWith(true)).toEqual(['2026-07-07']);
    expect(datesWith(true, { ...licence, validTo: '2026-07-08' })).toEqual(['2026-07-07', '2026-07-08']);
  });

  it('count by the date of the clinic, not of UTC', () => {
    // 17:00-20:00 on 7 July in Los Angeles is 00:00-03:00 on 8 July in UTC.
    const clinics = [clinicWith({ zone: 'America/Los_Angeles', licenceRequired: true, jurisdiction: 'DE' })];
    const hours = [worksAt('clinic-1', daily('17:00', '20:00'))];
    const facts = { clinics, therapists: [therapistWith({ hours, licences: [licence] })] };
    expect(starts(facts, range('2026-07-06T07:00Z', '2026-07-09T07:00Z'))).toEqual([
      '2026-07-07T17:00-07:00',
      '2026-07-07T18:00-07:00',
      '2026-07-07T19:00-07:00',
    ]);
  });

  it('end with the last start before midnight', () => {
    const therapists = [therapistWith({ hours: [worksAt('clinic-1', daily('22:00', '02:00'))], licences: [licence] })];
    expect(starts({ clinics: [clinicWith({ licenceRequired: true })], therapists }, threeDays)).toEqual([
      '2026-07-07T00:00+02:00',
      '2026-07-07T01:00+02:00',
      '2026-07-07T22:00+02:00',
      '2026-07-07T23:00+02:00',
    ]);
  });

  it('of another jurisdiction do not count', () => {
    expect(datesWith(true, { ...licence, jurisdiction: 'AT' })).toEqual([]);
  });

  it('are not asked for where the clinic requires none', () => {
    expect(datesWith(false)).toEqual(['2026-07-06', '2026-07-07', '2026-07-08']);
  });
});

describe('notice and horizon', () => {
  it('lets a visit start exactly when the notice ends', () => {
    const clinics = [clinicWith({ minimumNoticeMinutes: 120 })];
    expect(times({ clinics, now: utc('2026-07-06T06:00Z') })).toEqual(['10:00', '11:00']); // 08:00 in Berlin
    expect(times({ clinics, now: utc('2026-07-06T06:00:00.001Z') })).toEqual(['11:00']);
  });

  it('counts notice in elapsed time on the day the clock goes forward', () => {
    // Saturday 28 March 10:00 +01:00; 24 hours later the clock shows Sunday 11:00 +02:00.
    const clinics = [clinicWith({ minimumNoticeMinutes: 24 * 60 })];
    const facts = { clinics, now: utc('2026-03-28T09:00Z') };
    expect(starts(facts, range('2026-03-28T23:00Z', '2026-03-29T22:00Z'))).toEqual(['2026-03-29T11:00+02:00']);
  });

  it('counts notice in elapsed time on the day the clock goes back', () => {
    // Saturday 24 October 11:00 +02:00; 24 hours later the clock shows Sunday 10:00 +01:00.
    const clinics = [clinicWith({ minimumNoticeMinutes: 24 * 60 })];
    const facts = { clinics, now: utc('2026-10-24T09:00Z') };
    expect(starts(facts, range('2026-10-24T22:00Z', '2026-10-25T23:00Z'))).toEqual([
      '2026-10-25T10:00+01:00',
      '2026-10-25T11:00+01:00',
    ]);
  });

  it('reaches to the end of the last date in the clinic’s calendar', () => {
    // In Los Angeles it is still Monday 6 July, 18:30; one day's horizon is all of Tuesday.
    const clinics = [clinicWith({ zone: 'America/Los_Angeles', horizonDays: 1 })];
    const hours = [worksAt('clinic-1', daily('19:00', '01:00'))];
    const facts = { clinics, therapists: [therapistWith({ hours })], now: utc('2026-07-07T01:30Z') };
    expect(starts(facts, range('2026-07-08T05:00Z', '2026-07-10T00:00Z'))).toEqual([
      '2026-07-07T22:00-07:00',
      '2026-07-07T23:00-07:00',
    ]);
  });
});

describe('on the day the clock changes', () => {
  const night = (zone: string, slotStepMinutes: number, window: ReturnType<typeof range>) => {
    const clinics = [clinicWith({ zone, slotStepMinutes })];
    const hours = [worksAt('clinic-1', daily('23:00', '05:00'))];
    return starts({ clinics, therapists: [therapistWith({ hours })] }, window);
  };

  it('offers no skipped start and both repeated ones', () => {
    expect(night('Europe/Berlin', 60, range('2026-03-28T23:00Z', '2026-03-29T12:00Z'))).toEqual([
      '2026-03-29T00:00+01:00',
      '2026-03-29T01:00+01:00',
      '2026-03-29T03:00+02:00',
      '2026-03-29T04:00+02:00',
    ]);
    expect(night('America/New_York', 60, range('2026-11-01T04:00Z', '2026-11-01T12:00Z'))).toEqual([
      '2026-11-01T00:00-04:00',
      '2026-11-01T01:00-04:00',
      '2026-11-01T01:00-05:00',
      '2026-11-01T02:00-05:00',
      '2026-11-01T03:00-05:00',
      '2026-11-01T04:00-05:00',
    ]);
  });

  it('moves the grid with Lord Howe’s half hour', () => {
    expect(night('Australia/Lord_Howe', 60, range('2026-10-03T14:30Z', '2026-10-04T02:00Z'))).toEqual([
      '2026-10-04T01:00+10:30',
      '2026-10-04T03:00+11:00',
      '2026-10-04T04:00+11:00',
    ]);
    expect(night('Australia/Lord_Howe', 30, range('2026-04-04T14:00Z', '2026-04-04T16:00Z'))).toEqual([
      '2026-04-05T01:00+11:00',
      '2026-04-05T01:30+11:00',
      '2026-04-05T01:30+10:30',
      '2026-04-05T02:00+10:30',
    ]);
  });

  it('starts the date after a missing midnight at 01:00', () => {
    expect(night('America/Santiago', 60, range('2026-09-06T03:00Z', '2026-09-06T06:00Z'))).toEqual([
      '2026-09-05T23:00-04:00',
      '2026-09-06T01:00-03:00',
      '2026-09-06T02:00-03:00',
    ]);
  });

  it('offers the hour before midnight that Santiago has twice, on one local date', () => {
    const clinics = [clinicWith({ zone: 'America/Santiago' })];
    const facts = { clinics, therapists: [therapistWith({ hours: [worksAt('clinic-1', daily('22:00', '00:00'))] })] };
    const window = range('2026-04-05T00:00Z', '2026-04-05T05:00Z');
    expect(
      search(facts, window).map(({ start, localDate }) => `${localDate}: ${localStart('America/Santiago', start)}`),
    ).toEqual([
      '2026-04-04: 2026-04-04T22:00-03:00',
      '2026-04-04: 2026-04-04T23:00-03:00',
      '2026-04-04: 2026-04-04T23:00-04:00',
    ]);
  });

  it('finds an evening in Los Angeles whose date in UTC is the next one', () => {
    const clinics = [clinicWith({ zone: 'America/Los_Angeles' })];
    const facts = { clinics, therapists: [therapistWith({ hours: [worksAt('clinic-1', daily('18:00', '20:00'))] })] };
    // All of Friday 10 July in Los Angeles.
    expect(starts(facts, range('2026-07-10T07:00Z', '2026-07-11T07:00Z'))).toEqual([
      '2026-07-10T18:00-07:00',
      '2026-07-10T19:00-07:00',
    ]);
  });
});

describe('ranking', () => {
  const ranked = (facts: Partial<SchedulingFacts>, ranking?: SlotRanking) =>
    search(facts, range('2026-07-06T08:00Z', '2026-07-06T08:01Z'), ranking)[0]?.therapists; // 10:00 in Berlin, mid-shift

  it('puts the preferred therapist before an experience match, and says why', () => {
    const therapists = [
      therapistWith({ therapistId: 'a' }),
      therapistWith({ therapistId: 'b', conditions: ['migraine'] }),
      therapistWith({ therapistId: 'c' }),
      therapistWith({ therapistId: 'd', busy: [range('2026-07-06T07:30Z', '2026-07-06T08:00Z')] }),
    ];
    expect(ranked({ therapists }, { preferredTherapistId: 'c', condition: 'migraine' })).toEqual([
      { therapistId: 'c', reasons: ['preferred_therapist'], score: 4 },
      { therapistId: 'b', reasons: ['experience_match'], score: 2 },
      { therapistId: 'd', reasons: ['fewer_gaps'], score: 1 },
      { therapistId: 'a', reasons: [], score: 0 },
    ]);
  });

  it('lets years with the technique decide among experience matches only', () => {
    const techniques = [{ technique: 'swedish', years: 20 }];
    const conditions = ['migraine'];
    const therapists = [
      therapistWith({ therapistId: 'a', conditions }),
      therapistWith({ therapistId: 'b', conditions, techniques }),
      therapistWith({ therapistId: 'c' }),
      therapistWith({ therapistId: 'd', techniques }),
    ];
    expect(ranked({ therapists }, { condition: 'migraine' })?.map(({ therapistId }) => therapistId)).toEqual([
      'b',
      'a',
      'c',
      'd',
    ]);
    expect(ranked({ therapists })?.map(({ therapistId }) => therapistId)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('counts a visit that touches the edge of a shift, time off, or a block with its own block', () => {
    const scores = (facts: Partial<SchedulingFacts>) => search(facts).map(({ score }) => score); // 09:00, 10:00, 11:00
    expect(scores({})).toEqual([1, 0, 1]);
    expect(
      scores({ therapists: [therapistWith({ timeOff: [range('2026-07-06T09:00Z', '2026-07-06T10:00Z')] })] }),
    ).toEqual([1, 1]);
    const service = serviceWith({ bufferBeforeMinutes: 10, bufferAfterMinutes: 10 });
    const until = (end: string) => ({
      service,
      therapists: [therapistWith({ busy: [range('2026-07-06T06:00Z', end)] })],
    });
    expect(scores(until('2026-07-06T07:50Z'))).toEqual([1, 1]); // blocked until 09:50
    expect(scores(until('2026-07-06T07:49Z'))).toEqual([0, 1]);
    const from = (start: string) => ({
      service,
      therapists: [therapistWith({ busy: [range(start, '2026-07-06T10:00Z')] })],
    });
    expect(scores(from('2026-07-06T09:10Z'))).toEqual([1, 1]); // blocked from 11:10
    expect(scores(from('2026-07-06T09:11Z'))).toEqual([1, 0]);
  });

  it('takes no cut edge of the window for the edge of a shift', () => {
    expect(search({}, range('2026-07-06T08:00Z', '2026-07-06T08:30Z')).map(({ score }) => score)).toEqual([0]);
  });
});

describe('several clinics', () => {
  it('offers each clinic’s slots in its own zone, with its own rooms and people', () => {
    const clinics = [clinicWith(), clinicWith({ clinicId: 'clinic-2', zone: 'Europe/London' })];
    const therapists = [
      therapistWith(),
      therapistWith({ therapistId: 'therapist-2', hours: [worksAt('clinic-2', daily('09:00', '10:00'))] }),
    ];
    const rooms = [roomWith(), roomWith({ roomId: 'room-2', clinicId: 'clinic-2' })];
    const found = search({ clinics, therapists, rooms }).map(({ clinicId, start, therapists: [first], roomIds }) => [
      new Date(start).toISOString().slice(11, 16),
      clinicId,
      first?.therapistId,
      ...roomIds,
    ]);
    expect(found).toEqual([
      ['07:00', 'clinic-1', 'therapist-1', 'room-1'], // 09:00 in Berlin
      ['08:00', 'clinic-1', 'therapist-1', 'room-1'],
      ['08:00', 'clinic-2', 'therapist-2', 'room-2'], // 09:00 in London
      ['09:00', 'clinic-1', 'therapist-1', 'room-1'],
    ]);
  });
});
