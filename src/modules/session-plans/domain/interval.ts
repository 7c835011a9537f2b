/** How often a client should come, in the form of ISO 8601 in which it is kept: `P7D`, `P14D`, `P1M`, `P2M` or another one. */
export type Interval = string;

export const WEEKLY: Interval = 'P7D';
export const EVERY_TWO_WEEKS: Interval = 'P14D';
export const MONTHLY: Interval = 'P1M';
export const EVERY_TWO_MONTHS: Interval = 'P2M';

/** Days, weeks and months alone: nobody plans massage by the hour, and years are months. */
const FORM = /^P(?!$)(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,3})D)?$/;

/** Nobody comes more than once a day, and what is further away than a year is no plan. */
const MOST_MONTHS = 12;
const MOST_DAYS = 366;

/** The longest time in days that a month takes, for bounds; and about how many it has, for comparing. */
const LONGEST_MONTH = 31;
const USUAL_MONTH = 365.25 / 12;

interface Parts {
  readonly months: number;
  readonly days: number;
}

export const INTERVAL_RULE =
  'must be an ISO 8601 duration of months, weeks and days from P1D to P12M, such as P7D, P14D, P1M or P2M';

/** The form in which an interval is kept, weeks written as days (`P2W` is `P14D`); null for anything that is none. */
export function parseInterval(text: string): Interval | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [months, weeks, rest] = match.slice(1).map((digits) => Number(digits ?? 0)) as [number, number, number];
  const days = weeks * 7 + rest;
  const fits = months + days > 0 && (days === 0 ? months <= MOST_MONTHS : months * LONGEST_MONTH + days <= MOST_DAYS);
  return fits ? `P${months ? `${months}M` : ''}${days ? `${days}D` : ''}` : null;
}

function partsOf(interval: Interval): Parts {
  const match = FORM.exec(interval);
  if (!match) throw new RangeError(`Not an interval: ${interval}`);
  return { months: Number(match[1] ?? 0), days: Number(match[2] ?? 0) * 7 + Number(match[3] ?? 0) };
}

/**
 * The date an interval after another one, both YYYY-MM-DD, in calendar arithmetic: a month from 31 January is the last day
 * of February. Months are added before days. Without Temporal, which does the same (a property test says so): the front desk's
 * list does this thousands of times.
 */
export function addInterval(date: string, interval: Interval): string {
  const { months, days } = partsOf(interval);
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number) as [
    number,
    number,
    number,
  ];
  const monthIndex = month - 1 + months;
  const lastOfMonth = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, monthIndex, Math.min(day, lastOfMonth) + days)).toISOString().slice(0, 10);
}

/** Below zero where `a` is the shorter of the two; months count as the usual length of one. */
export function compareIntervals(a: Interval, b: Interval): number {
  const days = (interval: Interval): number => partsOf(interval).months * USUAL_MONTH + partsOf(interval).days;
  return days(a) - days(b);
}

/** The steps by which plans are suggested to change. */
const LADDER: readonly Interval[] = [WEEKLY, EVERY_TWO_WEEKS, MONTHLY, EVERY_TWO_MONTHS];

/** The next usual interval that is longer, or null where none is. */
export const longerInterval = (interval: Interval): Interval | null =>
  LADDER.find((step) => compareIntervals(step, interval) > 0) ?? null;

/** The next usual interval that is shorter, or null where none is. */
export const shorterInterval = (interval: Interval): Interval | null =>
  LADDER.findLast((step) => compareIntervals(step, interval) < 0) ?? null;
