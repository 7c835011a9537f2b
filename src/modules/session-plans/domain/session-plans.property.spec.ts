import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dateOfDay, dayOfDate } from '../../scheduling/domain/index.js';
import { addInterval, compareIntervals, longerInterval, parseInterval, shorterInterval } from './interval.js';
import { dueBeforeOpening, nextDue, openingDay } from './next-due.js';
import type { OpeningCalendar } from './next-due.js';
import { DueState, dueState } from './plan-state.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 3;
const check = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(values, holds), { numRuns });

/** Dates of the next hundred years, month ends and leap days often enough. */
const date = fc
  .tuple(
    fc.integer({ min: 2026, max: 2125 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom(1, 2, 15, 27, 28, 29, 30, 31),
  )
  .map(([year, month, day]) => dateOfDay(Date.UTC(year, month - 1, Math.min(day, daysIn(year, month))) / 86_400_000));
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const interval = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 20 }))
  .map(([months, weeks, days]) => parseInterval(`P${months}M${weeks}W${days}D`))
  .filter((parsed) => parsed !== null);

describe('an interval', () => {
  it('is in one form: what was parsed parses to itself', () => {
    check(interval, (one) => expect(parseInterval(one)).toBe(one));
  });

  it('reaches a later date, within a year and a few days, and in the order of the dates', () => {
    check(fc.tuple(date, date, interval), ([a, b, one]) => {
      const days = dayOfDate(addInterval(a, one)) - dayOfDate(a);
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThanOrEqual(366);
      if (a <= b) expect(addInterval(a, one) <= addInterval(b, one)).toBe(true);
    });
  });

  it('in months keeps the day of the month, or takes the last one', () => {
    check(fc.tuple(date, fc.integer({ min: 1, max: 12 })), ([from, months]) => {
      const to = addInterval(from, `P${months}M`);
      const [year, month, day] = to.split('-').map(Number) as [number, number, number];
      expect(day).toBe(Math.min(Number(from.slice(8)), daysIn(year, month)));
      expect(year * 12 + month).toBe(Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) + months);
    });
  });

  it('adds up as Temporal has it', () => {
    check(fc.tuple(date, interval), ([from, one]) => {
      expect(addInterval(from, one)).toBe(Temporal.PlainDate.from(from).add(one).toString());
    });
  });

  it('in days is that many days, across every month and year', () => {
    check(fc.tuple(date, fc.integer({ min: 1, max: 366 })), ([from, days]) => {
      expect(dayOfDate(addInterval(from, `P${days}D`)) - dayOfDate(from)).toBe(days);
    });
  });

  it('has a longer step that is longer, and a shorter one that is shorter', () => {
    check(interval, (one) => {
      const [longer, shorter] = [longerInterval(one), shorterInterval(one)];
      if (longer) expect(compareIntervals(longer, one)).toBeGreaterThan(0);
      if (shorter) expect(compareIntervals(shorter, one)).toBeLessThan(0);
    });
  });
});

const calendar: fc.Arbitrary<OpeningCalendar> = fc
  .tuple(
    fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Cairo',
    ),
    fc.array(fc.record({ day: fc.integer({ min: 20_600, max: 20_900 }), days: fc.integer({ min: 1, max: 20 }) }), {
      maxLength: 4,
    }),
  )
  .map(([weekdays, zone, closures]) => ({
    zone,
    openingHours: weekdays.map((weekday) => ({
      weekday,
      starts: '10:00',
      ends: '12:00',
      validFrom: null,
      validTo: null,
    })),
    closures: closures.map(({ day, days }) => ({ start: day * 86_400_000, end: (day + days) * 86_400_000 })),
  }));
const nearDate = fc.integer({ min: 20_590, max: 20_930 }).map(dateOfDay);

describe('the next due date', () => {
  it('is an opening day, never before the interval has gone by, and the first such', () => {
    check(fc.tuple(nearDate, interval, calendar), ([lastSessionOn, one, opens]) => {
      const input = { interval: one, lastSessionOn, liveFrom: '2020-01-01' };
      const [raw, due] = [dueBeforeOpening(input), nextDue(input, opens)];
      expect(raw).toBe(addInterval(lastSessionOn, one));
      expect(due >= raw).toBe(true);
      expect(openingDay(due, opens)).toBe(due);
      for (let day = dayOfDate(raw); day < dayOfDate(due); day += 1)
        expect(openingDay(dateOfDay(day), opens)).toBe(due);
      const weekday = new Date(`${due}T00:00:00Z`).getUTCDay() || 7;
      expect(opens.openingHours.map((hours) => hours.weekday)).toContain(weekday);
    });
  });

  it('never comes earlier for a later session, a later start or a longer closure', () => {
    check(fc.tuple(nearDate, nearDate, nearDate, interval, calendar), ([a, b, liveFrom, one, opens]) => {
      const due = (lastSessionOn: string, from: string): string =>
        nextDue({ interval: one, lastSessionOn, liveFrom: from }, opens);
      const [earlier, later] = [a, b].sort() as [string, string];
      expect(due(earlier, liveFrom) <= due(later, liveFrom)).toBe(true);
      expect(due(liveFrom, earlier) <= due(liveFrom, later)).toBe(true);
      const longer = {
        ...opens,
        closures: [...opens.closures, { start: dayOfDate(a) * 86_400_000, end: dayOfDate(a) * 86_400_000 + 9e8 }],
      };
      expect(due(a, b) <= nextDue({ interval: one, lastSessionOn: a, liveFrom: b }, longer)).toBe(true);
    });
  });
});

it('a plan without a visit to come goes from not due to due, overdue and lapsed, and never back', () => {
  const intervals = { lead: 'P3D', nudge: 'P7D' };
  const order = [DueState.NOT_DUE, DueState.DUE, DueState.OVERDUE, DueState.LAPSED];
  check(fc.tuple(date, fc.integer({ min: -30, max: 30 })), ([dueOn, days]) => {
    const on = (day: number): number =>
      order.indexOf(dueState({ dueOn, today: dateOfDay(dayOfDate(dueOn) + day), hasVisitToCome: false, intervals }));
    expect(on(days + 1)).toBeGreaterThanOrEqual(on(days));
  });
});
