import { Temporal } from 'temporal-polyfill';
import type { DateWindow } from './rule.js';

/** When a rule counts: not yet, now, or when its window is over. */
export type Timing = 'before' | 'within' | 'after';

/** YYYY-MM-DD; null where it is not a day of the calendar. */
function dayOf(text: string | undefined): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(text ?? '') ?? [];
  if (!day) return null;
  const date = Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) });
  return date.toString() === text ? date : null;
}

interface Dates {
  /** The visit's local date. */
  readonly visit: string;
  readonly answeredOn: string;
  readonly named: string | undefined;
}

/**
 * Where the visit's date lies with respect to a window. A window that counts from a date which is missing, or is no day of
 * the calendar, is always open: what is unknown is never taken for harmless.
 */
export function timingOf(window: DateWindow | null, { visit, answeredOn, named }: Dates): Timing {
  if (!window) return 'within';
  const [anchor, date] = [dayOf(window.anchor === 'answers' ? answeredOn : named), dayOf(visit)];
  if (!anchor || !date) return 'within';
  const isBefore = window.from !== undefined && Temporal.PlainDate.compare(date, anchor.add(window.from)) < 0;
  if (isBefore) return 'before';
  return Temporal.PlainDate.compare(date, anchor.add(window.until)) > 0 ? 'after' : 'within';
}
