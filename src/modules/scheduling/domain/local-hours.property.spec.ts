import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../kernel/index.js';
import { intersectAll, union } from '../../../kernel/index.js';
import { hoursInWindow } from './local-hours.js';
import type { LocalHours, WeeklyHours } from './local-hours.js';
import { changeDay, dateException, DAY, MINUTE, weeklyHours } from './scheduling-facts.arbitraries.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);

const scene = changeDay.chain(({ zone, around }) =>
  fc.record({
    hours: fc.record({
      zone: fc.constant(zone),
      weekly: fc.array(weeklyHours(around), { maxLength: 4 }),
      exceptions: fc.array(dateException(around), { maxLength: 3 }),
    }),
    window: fc
      .tuple(fc.integer({ min: -3 * 1440, max: 1440 }), fc.integer({ min: 1, max: 4 * 1440 }))
      .map(([from, length]) => ({ start: around + from * MINUTE, end: around + (from + length) * MINUTE })),
  }),
);

/** The rules read aloud, one date after the other, with Temporal for every conversion. */
function hoursByTemporal({ weekly, exceptions, zone }: LocalHours, window: Interval): Interval[] {
  const instant = (date: Temporal.PlainDate, time: string, disambiguation: 'earlier' | 'later' | 'compatible') =>
    date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  const first = Temporal.Instant.fromEpochMilliseconds(window.start - 3 * DAY)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const found = Array.from({ length: 12 }, (_, i) => first.add({ days: i })).flatMap((date) => {
    const special = exceptions.filter((exception) => exception.date === date.toString());
    const usual = weekly.filter((rule) => rule.weekday === date.dayOfWeek && isValid(rule, date.toString()));
    return (special.length > 0 ? special : usual).flatMap(({ starts, ends }) => {
      if (starts === null || ends === null) return [];
      const start = instant(date, starts, 'compatible');
      if (ends === '00:00') return [{ start, end: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds }];
      return [{ start, end: instant(ends <= starts ? date.add({ days: 1 }) : date, ends, 'later') }];
    });
  });
  return intersectAll(found, [window]);
}

const isValid = ({ validFrom, validTo }: WeeklyHours, date: string): boolean =>
  (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo);

describe('local hours near a change of the clock, in any zone', () => {
  it('are what Temporal makes of each date', () => {
    fc.assert(
      fc.property(scene, ({ hours, window }) => {
        expect(hoursInWindow({ ...hours, window })).toEqual(hoursByTemporal(hours, window));
      }),
      { numRuns: numRuns * 3 },
    );
  });

  it('do not depend on where the window is cut', () => {
    fc.assert(
      fc.property(scene, fc.double({ min: 0, max: 1, noNaN: true }), ({ hours, window }, part) => {
        const cut = Math.round(window.start + (window.end - window.start) * part);
        const whole = hoursInWindow({ ...hours, window });
        const left = hoursInWindow({ ...hours, window: { start: window.start, end: cut } });
        const right = hoursInWindow({ ...hours, window: { start: cut, end: window.end } });
        expect(union([...left, ...right])).toEqual(whole);
      }),
      { numRuns: numRuns * 3 },
    );
  });

  it('of a weekly 09:00 begin at 09:00 by every clock', () => {
    fc.assert(
      fc.property(changeDay, ({ zone, around }) => {
        const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
          weekday,
          starts: '09:00',
          ends: '17:00',
          validFrom: null,
          validTo: null,
        }));
        const window = { start: around - 3 * DAY, end: around + 3 * DAY };
        const whole = hoursInWindow({ weekly, exceptions: [], zone, window }).slice(1, -1);
        expect(whole.length).toBeGreaterThanOrEqual(4);
        const clock = (at: number) =>
          Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime().toString();
        for (const { start, end } of whole) expect([clock(start), clock(end)]).toEqual(['09:00:00', '17:00:00']);
      }),
      { numRuns },
    );
  });
});
