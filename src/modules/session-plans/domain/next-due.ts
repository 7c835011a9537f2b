import { subtract } from '../../../kernel/index.js';
import type { Interval as Span } from '../../../kernel/index.js';
import { dateOfDay, dayOfDate, hoursInWindow, startOfDay } from '../../scheduling/domain/index.js';
import type { WeeklyHours } from '../../scheduling/domain/index.js';
import { addInterval } from './interval.js';
import type { Interval } from './interval.js';

/** When a clinic is open. */
export interface OpeningCalendar {
  /** IANA name of the clinic's zone. */
  readonly zone: string;
  readonly openingHours: readonly WeeklyHours[];
  /** Epoch ms, of the whole clinic. */
  readonly closures: readonly Span[];
}

/** A clinic that is closed for longer than this, or has told no opening hours, moves nothing. */
const FARTHEST_DAYS = 366;

/** Whether a clinic is open at any time of a date, given in days from 1970-01-01. */
function isOpenOn({ zone, openingHours, closures }: OpeningCalendar, day: number): boolean {
  const window = { start: startOfDay(zone, day), end: startOfDay(zone, day + 1) };
  return subtract(hoursInWindow({ weekly: openingHours, exceptions: [], zone, window }), closures).length > 0;
}

/** The first date from this one on, itself included, on which the clinic is open; the date itself where none comes for a year. */
export function openingDay(date: string, calendar: OpeningCalendar): string {
  const first = dayOfDate(date);
  for (let day = first; day < first + FARTHEST_DAYS; day += 1) {
    if (isOpenOn(calendar, day)) return dateOfDay(day);
  }
  return date;
}

export interface DueInput {
  readonly interval: Interval;
  /** YYYY-MM-DD by its clinic's calendar of the last completed treatment; null: none yet. */
  readonly lastSessionOn: string | null;
  /** YYYY-MM-DD: since when the plan is live: it was accepted, or taken up again after a pause. */
  readonly liveFrom: string;
}

/**
 * When the client is due, before the clinic's opening days are asked: an interval after the last session, and never
 * before the plan was live, or somebody who comes back after long would be overdue with the plan's first day. With no
 * treatment yet, it is the plan's start (DOMAIN.md, Session plan).
 */
export function dueBeforeOpening({ interval, lastSessionOn, liveFrom }: DueInput): string {
  const due = lastSessionOn === null ? liveFrom : addInterval(lastSessionOn, interval);
  return due > liveFrom ? due : liveFrom;
}

/** The next due date, YYYY-MM-DD: an opening day of the clinic. */
export const nextDue = (input: DueInput, calendar: OpeningCalendar): string =>
  openingDay(dueBeforeOpening(input), calendar);

/** As `nextDue` of one clinic, for many plans: each date is looked up once. */
export function nextDueAt(calendar: OpeningCalendar): (input: DueInput) => string {
  const known = new Map<string, string>();
  return (input) => {
    const date = dueBeforeOpening(input);
    const day = known.get(date) ?? openingDay(date, calendar);
    known.set(date, day);
    return day;
  };
}
