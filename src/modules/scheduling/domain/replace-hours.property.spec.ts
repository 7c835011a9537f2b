import * as fc from 'fast-check';
import type { WeeklyHours } from './local-hours.js';
import { hoursOutside } from './replace-hours.js';
import type { Period } from './replace-hours.js';
import { dateOfDay, dayOfDate } from './zoned-time.js';

const FIRST = dayOfDate('2026-12-20');
const dates = Array.from({ length: 30 }, (_, i) => dateOfDay(FIRST + i));
const date = fc.constantFrom(...dates);
const rule: fc.Arbitrary<WeeklyHours> = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), a: fc.option(date), b: fc.option(date) })
  .map(({ weekday, a, b }) => {
    const [validFrom, validTo] = a !== null && b !== null && b < a ? [b, a] : [a, b];
    return { weekday, starts: '09:00', ends: '17:00', validFrom, validTo };
  });
const period: fc.Arbitrary<Period> = fc
  .record({ from: date, to: fc.option(date) })
  .map(({ from, to }) => (to !== null && to < from ? { from: to, to: from } : { from, to }));

const holdOn = (day: string, hours: readonly WeeklyHours[]): number[] =>
  hours
    .filter((each) => (each.validFrom ?? day) <= day && day <= (each.validTo ?? day))
    .map((each) => each.weekday)
    .sort();

describe('hours outside a period', () => {
  it('are those that held before on every date outside of it, and none inside', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), period, (hours, taken) => {
        const left = hoursOutside(taken, hours);
        for (const day of dates) {
          const inside = taken.from <= day && (taken.to === null || day <= taken.to);
          expect(holdOn(day, left)).toEqual(inside ? [] : holdOn(day, hours));
        }
      }),
    );
  });
});
