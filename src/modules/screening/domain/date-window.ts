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

interface Bounds {
  readonly from: Temporal.Duration | null;
  readonly until: Temporal.Duration;
}

const known = new WeakMap<DateWindow, Bounds>();

/** Once for each window: to read a duration takes ten times as long as to add it, and every visit meets the same windows. */
function boundsOf(window: DateWindow): Bounds {
  const bounds = known.get(window) ?? {
    from: window.from === undefined ? null : Temporal.Duration.from(window.from),
    until: Temporal.Duration.from(window.until),
  };
  known.set(window, bounds);
  return bounds;
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
  const { from, until } = boundsOf(window);
  if (from && Temporal.PlainDate.compare(date, anchor.add(from)) < 0) return 'before';
  return Temporal.PlainDate.compare(date, anchor.add(until)) > 0 ? 'after' : 'within';
}
