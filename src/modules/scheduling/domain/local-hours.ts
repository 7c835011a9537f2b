import { intersectAll } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { DAY_MS, dayOfDate, instantOf, localDay, startOfDay } from './zoned-time.js';

/** Working or opening hours that come back every week, in the local time of the clinic. */
export interface WeeklyHours {
  /** ISO: 1 is Monday, 7 is Sunday; the day on which the hours start. */
  readonly weekday: number;
  /** HH:MM, 00:00 to 23:59. */
  readonly starts: string;
  /** HH:MM, 00:00 to 23:59. Not after `starts`: the hours run over midnight into the next day; 00:00-00:00 is the whole day. */
  readonly ends: string;
  /** YYYY-MM-DD, the first date on which such hours start; null: since ever. */
  readonly validFrom: string | null;
  /** YYYY-MM-DD, the last date on which such hours start, inclusive; null: for good. */
  readonly validTo: string | null;
}

/**
 * The hours that start on one date instead of its weekly ones. Several for one date add up; times of null are no work on
 * that date. Hours that ran over midnight from the day before stay: they belong to the day on which they started.
 */
export interface DateException {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly starts: string | null;
  readonly ends: string | null;
}

export interface LocalHours {
  readonly weekly: readonly WeeklyHours[];
  readonly exceptions: readonly DateException[];
  /** IANA name of the clinic's zone. */
  readonly zone: string;
}

/**
 * Local hours as instants: joined, sorted and cut to the window, whose edges change nothing else.
 *
 * Each day is resolved by itself, so a weekly 09:00 stays 09:00 when the clock changes. On the day of a change:
 * - a time that the clock skips moves forward by the length of the gap (02:30 becomes 03:30), and hours that come to
 *   nothing by that are dropped;
 * - a time that the clock shows twice is the earlier one for a start and the later one for an end, so that nobody's hours
 *   get shorter than the wall clock says;
 * - an end at 00:00 is the end of the day: the first instant of the next date, whatever its clock does.
 */
export function hoursInWindow({
  weekly,
  exceptions,
  zone,
  window,
}: LocalHours & { readonly window: Interval }): Interval[] {
  const rules = weekly.map(parseWeekly);
  const exceptionsByDay = groupByDay(exceptions);
  const found: Interval[] = [];
  // Hours that began the day before can reach into the window; one more date on each side, because a clock that is set back
  // over midnight shows a date twice.
  const last = localDay(zone, window.end) + 1;
  for (let day = localDay(zone, window.start) - 2; day <= last; day += 1) {
    const hours = exceptionsByDay.get(day) ?? rules.filter((rule) => startsOn(rule, day));
    for (const { starts, ends } of hours) found.push(resolve(zone, day, starts, ends));
  }
  return intersectAll(found, [window]);
}

/** Local times as milliseconds from 00:00 by the wall clock. */
interface DailyHours {
  readonly starts: number;
  readonly ends: number;
}

interface WeeklyRule extends DailyHours {
  readonly weekday: number;
  /** Days from 1970-01-01, both inclusive, infinite where open. */
  readonly firstDay: number;
  readonly lastDay: number;
}

const parseWeekly = ({ weekday, starts, ends, validFrom, validTo }: WeeklyHours): WeeklyRule => ({
  weekday,
  starts: parseTime(starts),
  ends: parseTime(ends),
  firstDay: validFrom === null ? -Infinity : dayOfDate(validFrom),
  lastDay: validTo === null ? Infinity : dayOfDate(validTo),
});

const parseTime = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;

function groupByDay(exceptions: readonly DateException[]): Map<number, DailyHours[]> {
  const byDay = new Map<number, DailyHours[]>();
  for (const { date, starts, ends } of exceptions) {
    const day = dayOfDate(date);
    const hours = byDay.get(day) ?? [];
    if (starts !== null && ends !== null) hours.push({ starts: parseTime(starts), ends: parseTime(ends) });
    byDay.set(day, hours);
  }
  return byDay;
}

const startsOn = (rule: WeeklyRule, day: number): boolean =>
  rule.weekday === isoWeekday(day) && rule.firstDay <= day && day <= rule.lastDay;

/** 1970-01-01 was a Thursday, ISO weekday 4. */
const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

function resolve(zone: string, day: number, starts: number, ends: number): Interval {
  const start = instantOf(zone, day * DAY_MS + starts, 'earlier');
  if (ends === 0) return { start, end: startOfDay(zone, day + 1) };
  const lastDay = ends <= starts ? day + 1 : day;
  return { start, end: instantOf(zone, lastDay * DAY_MS + ends, 'later') };
}
