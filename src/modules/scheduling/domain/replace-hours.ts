import type { WeeklyHours } from './local-hours.js';
import { dateOfDay, dayOfDate } from './zoned-time.js';

/** Dates of a clinic's calendar, `YYYY-MM-DD`, both inclusive; `to` of null: for good. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

/**
 * What is left of weekly hours where other hours take over a period: those that began earlier end the day before it,
 * those that outlast it go on the day after it, and those that lie inside are gone. No date outside the period changes.
 */
export function hoursOutside(period: Period, hours: readonly WeeklyHours[]): WeeklyHours[] {
  const { from, to } = period;
  return hours.flatMap((rule) => {
    const before = { ...rule, validTo: earlier(rule.validTo, dayBefore(from)) };
    const after = to === null ? [] : [{ ...rule, validFrom: later(rule.validFrom, dayAfter(to)) }];
    return [before, ...after].filter(holdsOnAnyDate);
  });
}

/** Dates written alike compare as text. */
const earlier = (end: string | null, other: string): string => (end === null || other < end ? other : end);
const later = (begin: string | null, other: string): string => (begin === null || other > begin ? other : begin);

const dayBefore = (date: string): string => dateOfDay(dayOfDate(date) - 1);
const dayAfter = (date: string): string => dateOfDay(dayOfDate(date) + 1);

const holdsOnAnyDate = ({ validFrom, validTo }: WeeklyHours): boolean =>
  validFrom === null || validTo === null || validFrom <= validTo;
