import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../kernel/index.js';
import type { DateException, WeeklyHours } from './local-hours.js';
import { hoursInWindow } from './local-hours.js';

const daily = (starts: string, ends: string): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts, ends, validFrom: null, validTo: null }));

const on = (weekday: number, starts: string, ends: string, rest: Partial<WeeklyHours> = {}): WeeklyHours => ({
  weekday,
  starts,
  ends,
  validFrom: null,
  validTo: null,
  ...rest,
});

/** `2026-03-29T07:00Z is 29T09:00+02:00`: the UTC instant, and beside it the day and time that the clinic's clock shows. */
const told = (zone: string, instant: number): string => {
  const utc = Temporal.Instant.fromEpochMilliseconds(instant);
  const local = utc.toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });
  return `${utc.toString({ smallestUnit: 'minute' })} is ${local.slice(8)}`;
};

interface Asked {
  zone: string;
  /** Both UTC. */
  from: string;
  to: string;
  weekly?: WeeklyHours[];
  exceptions?: DateException[];
}

const hours = ({ zone, from, to, weekly = [], exceptions = [] }: Asked): Interval[] =>
  hoursInWindow({ weekly, exceptions, zone, window: { start: Date.parse(from), end: Date.parse(to) } });

const spoken = (asked: Asked): string[] =>
  hours(asked).map(({ start, end }) => `${told(asked.zone, start)} to ${told(asked.zone, end)}`);

describe('weekly 09:00-17:00 stays 09:00-17:00 across a change of the clock', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'Europe/Berlin',
      'goes forward',
      '2026-03-27T23:00Z',
      '2026-03-30T22:00Z',
      [
        '2026-03-28T08:00Z is 28T09:00+01:00 to 2026-03-28T16:00Z is 28T17:00+01:00',
        '2026-03-29T07:00Z is 29T09:00+02:00 to 2026-03-29T15:00Z is 29T17:00+02:00',
        '2026-03-30T07:00Z is 30T09:00+02:00 to 2026-03-30T15:00Z is 30T17:00+02:00',
      ],
    ],
    [
      'America/New_York',
      'goes back',
      '2026-10-31T04:00Z',
      '2026-11-02T05:00Z',
      [
        '2026-10-31T13:00Z is 31T09:00-04:00 to 2026-10-31T21:00Z is 31T17:00-04:00',
        '2026-11-01T14:00Z is 01T09:00-05:00 to 2026-11-01T22:00Z is 01T17:00-05:00',
      ],
    ],
    [
      'Australia/Sydney',
      'goes back in April',
      '2026-04-03T13:00Z',
      '2026-04-05T14:00Z',
      [
        '2026-04-03T22:00Z is 04T09:00+11:00 to 2026-04-04T06:00Z is 04T17:00+11:00',
        '2026-04-04T23:00Z is 05T09:00+10:00 to 2026-04-05T07:00Z is 05T17:00+10:00',
      ],
    ],
    [
      'America/Santiago',
      'goes forward in September',
      '2026-09-05T04:00Z',
      '2026-09-07T03:00Z',
      [
        '2026-09-05T13:00Z is 05T09:00-04:00 to 2026-09-05T21:00Z is 05T17:00-04:00',
        '2026-09-06T12:00Z is 06T09:00-03:00 to 2026-09-06T20:00Z is 06T17:00-03:00',
      ],
    ],
    [
      'Australia/Lord_Howe',
      'goes back by half an hour',
      '2026-04-03T13:00Z',
      '2026-04-05T13:30Z',
      [
        '2026-04-03T22:00Z is 04T09:00+11:00 to 2026-04-04T06:00Z is 04T17:00+11:00',
        '2026-04-04T22:30Z is 05T09:00+10:30 to 2026-04-05T06:30Z is 05T17:00+10:30',
      ],
    ],
  ])('%s %s', (zone, _change, from, to, expected) => {
    expect(spoken({ zone, from, to, weekly: daily('09:00', '17:00') })).toEqual(expected);
  });
});

describe('a whole day 00:00-00:00 is as long as the zone makes it', () => {
  it.each<[string, string, string, number]>([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00Z is 29T00:00+01:00 to 2026-03-29T22:00Z is 30T00:00+02:00', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00Z is 25T00:00+02:00 to 2026-10-25T23:00Z is 26T00:00+01:00', 25],
    [
      'America/New_York',
      '2026-03-08',
      '2026-03-08T05:00Z is 08T00:00-05:00 to 2026-03-09T04:00Z is 09T00:00-04:00',
      23,
    ],
    [
      'America/New_York',
      '2026-11-01',
      '2026-11-01T04:00Z is 01T00:00-04:00 to 2026-11-02T05:00Z is 02T00:00-05:00',
      25,
    ],
    [
      'Australia/Sydney',
      '2026-10-04',
      '2026-10-03T14:00Z is 04T00:00+10:00 to 2026-10-04T13:00Z is 05T00:00+11:00',
      23,
    ],
    [
      'Australia/Sydney',
      '2026-04-05',
      '2026-04-04T13:00Z is 05T00:00+11:00 to 2026-04-05T14:00Z is 06T00:00+10:00',
      25,
    ],
    // Midnight is missing: the date begins at 01:00.
    [
      'America/Santiago',
      '2026-09-06',
      '2026-09-06T04:00Z is 06T01:00-03:00 to 2026-09-07T03:00Z is 07T00:00-03:00',
      23,
    ],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00Z is 24T01:00+03:00 to 2026-04-24T21:00Z is 25T00:00+03:00', 23],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00Z is 29T01:00+03:00 to 2026-03-29T21:00Z is 30T00:00+03:00', 23],
    [
      'America/Asuncion',
      '2024-10-06',
      '2024-10-06T04:00Z is 06T01:00-03:00 to 2024-10-07T03:00Z is 07T00:00-03:00',
      23,
    ],
    // 24:00 becomes 23:00 of the same date.
    [
      'America/Santiago',
      '2026-04-04',
      '2026-04-04T03:00Z is 04T00:00-03:00 to 2026-04-05T04:00Z is 05T00:00-04:00',
      25,
    ],
    // Midnight comes twice: the date begins with the first.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00Z is 01T00:00-04:00 to 2026-11-02T05:00Z is 02T00:00-05:00', 25],
    ['America/Havana', '2026-10-31', '2026-10-31T04:00Z is 31T00:00-04:00 to 2026-11-01T04:00Z is 01T00:00-04:00', 24],
    [
      'Australia/Lord_Howe',
      '2026-10-04',
      '2026-10-03T13:30Z is 04T00:00+10:30 to 2026-10-04T13:00Z is 05T00:00+11:00',
      23.5,
    ],
    [
      'Australia/Lord_Howe',
      '2026-04-05',
      '2026-04-04T13:00Z is 05T00:00+11:00 to 2026-04-05T13:30Z is 06T00:00+10:30',
      24.5,
    ],
  ])('%s %s', (zone, date, expected, length) => {
    const around = Date.parse(date);
    const asked = {
      zone,
      from: new Date(around - 48 * 3_600_000).toISOString(),
      to: new Date(around + 72 * 3_600_000).toISOString(),
      exceptions: [{ date, starts: '00:00', ends: '00:00' }],
    };
    expect(spoken(asked)).toEqual([expected]);
    expect(hours(asked).map(({ start, end }) => (end - start) / 3_600_000)).toEqual([length]);
  });
});

describe('hours at the change itself', () => {
  it.each<[string, string, string, string, string, string[]]>([
    // 02:00 becomes 03:00.
    [
      'a skipped start moves forward',
      'Europe/Berlin',
      '2026-03-29',
      '02:30',
      '06:00',
      ['2026-03-29T01:30Z is 29T03:30+02:00 to 2026-03-29T04:00Z is 29T06:00+02:00'],
    ],
    [
      'a skipped end moves forward',
      'Europe/Berlin',
      '2026-03-29',
      '00:00',
      '02:30',
      ['2026-03-28T23:00Z is 29T00:00+01:00 to 2026-03-29T01:30Z is 29T03:30+02:00'],
    ],
    ['hours that come to nothing are dropped', 'Europe/Berlin', '2026-03-29', '02:30', '03:15', []],
    // 03:00 becomes 02:00.
    [
      'a repeated start is the earlier one',
      'Europe/Berlin',
      '2026-10-25',
      '02:30',
      '06:00',
      ['2026-10-25T00:30Z is 25T02:30+02:00 to 2026-10-25T05:00Z is 25T06:00+01:00'],
    ],
    [
      'a repeated end is the later one',
      'Europe/Berlin',
      '2026-10-25',
      '00:00',
      '02:30',
      ['2026-10-24T22:00Z is 25T00:00+02:00 to 2026-10-25T01:30Z is 25T02:30+01:00'],
    ],
    [
      'a missing midnight as start',
      'America/Santiago',
      '2026-09-06',
      '00:00',
      '06:00',
      ['2026-09-06T04:00Z is 06T01:00-03:00 to 2026-09-06T09:00Z is 06T06:00-03:00'],
    ],
    [
      'an end at a missing midnight',
      'America/Santiago',
      '2026-09-05',
      '18:00',
      '00:00',
      ['2026-09-05T22:00Z is 05T18:00-04:00 to 2026-09-06T04:00Z is 06T01:00-03:00'],
    ],
    [
      'an end at a midnight that comes twice',
      'America/Havana',
      '2026-10-31',
      '18:00',
      '00:00',
      ['2026-10-31T22:00Z is 31T18:00-04:00 to 2026-11-01T04:00Z is 01T00:00-04:00'],
    ],
    [
      'an hour before midnight that comes twice',
      'America/Santiago',
      '2026-04-04',
      '20:00',
      '23:30',
      ['2026-04-04T23:00Z is 04T20:00-03:00 to 2026-04-05T03:30Z is 04T23:30-04:00'],
    ],
    // Over midnight: four hours by the clock are always 22:00 to 02:00, and as long as the night makes them.
    [
      'a plain night',
      'Europe/Berlin',
      '2026-03-27',
      '22:00',
      '02:00',
      ['2026-03-27T21:00Z is 27T22:00+01:00 to 2026-03-28T01:00Z is 28T02:00+01:00'],
    ],
    [
      'the night that loses an hour',
      'Europe/Berlin',
      '2026-03-28',
      '22:00',
      '04:00',
      ['2026-03-28T21:00Z is 28T22:00+01:00 to 2026-03-29T02:00Z is 29T04:00+02:00'],
    ],
    [
      'the night that ends at the skipped hour',
      'Europe/Berlin',
      '2026-03-28',
      '22:00',
      '02:00',
      ['2026-03-28T21:00Z is 28T22:00+01:00 to 2026-03-29T01:00Z is 29T03:00+02:00'],
    ],
    [
      'the night that gains an hour',
      'Europe/Berlin',
      '2026-10-24',
      '22:00',
      '02:00',
      ['2026-10-24T20:00Z is 24T22:00+02:00 to 2026-10-25T01:00Z is 25T02:00+01:00'],
    ],
    [
      'the night whose midnight is missing',
      'Africa/Cairo',
      '2026-04-23',
      '22:00',
      '02:00',
      ['2026-04-23T20:00Z is 23T22:00+02:00 to 2026-04-23T23:00Z is 24T02:00+03:00'],
    ],
    [
      'the night that gains half an hour',
      'Australia/Lord_Howe',
      '2026-04-04',
      '22:00',
      '02:00',
      ['2026-04-04T11:00Z is 04T22:00+11:00 to 2026-04-04T15:30Z is 05T02:00+10:30'],
    ],
  ])('%s (%s %s %s-%s)', (_what, zone, date, starts, ends, expected) => {
    const around = Date.parse(date);
    const from = new Date(around - 48 * 3_600_000).toISOString();
    const to = new Date(around + 72 * 3_600_000).toISOString();
    expect(spoken({ zone, from, to, exceptions: [{ date, starts, ends }] })).toEqual(expected);
  });
});

describe('the window', () => {
  const zone = 'America/Los_Angeles';

  it('holds the hours that began the day before it', () => {
    // The window is Saturday 00:00-12:00 in Los Angeles.
    const asked = { zone, from: '2026-07-11T07:00Z', to: '2026-07-11T19:00Z', weekly: [on(5, '22:00', '02:00')] };
    expect(spoken(asked)).toEqual(['2026-07-11T07:00Z is 11T00:00-07:00 to 2026-07-11T09:00Z is 11T02:00-07:00']);
  });

  it('holds an evening whose date in UTC is the next one', () => {
    // Friday 17:00-21:00 in Los Angeles is Saturday in UTC.
    const asked = { zone, from: '2026-07-11T00:00Z', to: '2026-07-12T00:00Z', weekly: [on(5, '17:00', '21:00')] };
    expect(spoken(asked)).toEqual(['2026-07-11T00:00Z is 10T17:00-07:00 to 2026-07-11T04:00Z is 10T21:00-07:00']);
  });

  it('joins whole days and hours that touch or overlap', () => {
    const weekly = [
      on(1, '09:00', '12:00'),
      on(1, '12:00', '15:00'),
      on(1, '14:00', '17:00'),
      on(2, '00:00', '00:00'),
      on(3, '00:00', '02:00'),
    ];
    // Monday 6 July 00:00 to Friday 10 July 00:00.
    expect(spoken({ zone, from: '2026-07-06T07:00Z', to: '2026-07-10T07:00Z', weekly })).toEqual([
      '2026-07-06T16:00Z is 06T09:00-07:00 to 2026-07-07T00:00Z is 06T17:00-07:00',
      '2026-07-07T07:00Z is 07T00:00-07:00 to 2026-07-08T09:00Z is 08T02:00-07:00',
    ]);
  });
});

describe('effective dates and exceptions', () => {
  const zone = 'Europe/Berlin';
  const july = { zone, from: '2026-06-28T22:00Z', to: '2026-07-26T22:00Z' };

  it('keeps weekly hours to their first and last date, both included', () => {
    const weekly = [on(1, '09:00', '10:00', { validFrom: '2026-07-06', validTo: '2026-07-13' })];
    expect(spoken({ ...july, weekly })).toEqual([
      '2026-07-06T07:00Z is 06T09:00+02:00 to 2026-07-06T08:00Z is 06T10:00+02:00',
      '2026-07-13T07:00Z is 13T09:00+02:00 to 2026-07-13T08:00Z is 13T10:00+02:00',
    ]);
  });

  it('lets a last night run over midnight past its last date', () => {
    const weekly = [on(1, '22:00', '02:00', { validTo: '2026-06-29' })];
    expect(spoken({ ...july, weekly })).toEqual([
      '2026-06-29T20:00Z is 29T22:00+02:00 to 2026-06-30T00:00Z is 30T02:00+02:00',
    ]);
  });

  it('replaces the weekly hours of a date by its exceptions, which add up', () => {
    const exceptions = [
      { date: '2026-07-06', starts: '12:00', ends: '13:00' },
      { date: '2026-07-06', starts: '15:00', ends: '16:00' },
      { date: '2026-07-13', starts: null, ends: null },
    ];
    const weekly = [on(1, '09:00', '10:00', { validFrom: '2026-07-06' })];
    expect(spoken({ ...july, weekly, exceptions })).toEqual([
      '2026-07-06T10:00Z is 06T12:00+02:00 to 2026-07-06T11:00Z is 06T13:00+02:00',
      '2026-07-06T13:00Z is 06T15:00+02:00 to 2026-07-06T14:00Z is 06T16:00+02:00',
      '2026-07-20T07:00Z is 20T09:00+02:00 to 2026-07-20T08:00Z is 20T10:00+02:00',
    ]);
  });

  it('leaves the night that began before a free date', () => {
    const exceptions = [{ date: '2026-07-07', starts: null, ends: null }];
    const weekly = [
      on(1, '22:00', '02:00', { validFrom: '2026-07-06', validTo: '2026-07-06' }),
      on(2, '09:00', '10:00', { validTo: '2026-07-07' }),
    ];
    expect(spoken({ ...july, weekly, exceptions })).toEqual([
      '2026-06-30T07:00Z is 30T09:00+02:00 to 2026-06-30T08:00Z is 30T10:00+02:00',
      '2026-07-06T20:00Z is 06T22:00+02:00 to 2026-07-07T00:00Z is 07T02:00+02:00',
    ]);
  });
});
