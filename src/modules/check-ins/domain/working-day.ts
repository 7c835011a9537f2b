import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../kernel/index.js';

interface OpenDay {
  /** YYYY-MM-DD of the date on which it opens. */
  readonly date: string;
  readonly opens: number;
  readonly closes: number;
}

const DAY_MS = 86_400_000;

/**
 * By when something is to be done within one working day of a clinic, epoch ms: told while it is open, at the same time of its
 * next day, within that day's hours; told while it is closed, by the end of its next day. Where no open day is known, a day later.
 * `open` are the clinic's open hours from the day before on, by start.
 */
export function withinOneWorkingDay(
  now: number,
  { zone, open }: { readonly zone: string; readonly open: readonly Interval[] },
): number {
  const days = openDays(open, zone);
  const isNow = days.some(({ opens, closes }) => opens <= now && now < closes);
  const next = days.find(({ opens }) => opens > now);
  if (!next) return now + DAY_MS;
  if (!isNow) return next.closes;
  return Math.min(Math.max(sameTimeOn(next.date, now, zone), next.opens), next.closes);
}

/** A break at noon makes no second day. */
function openDays(open: readonly Interval[], zone: string): OpenDay[] {
  const days = new Map<string, OpenDay>();
  for (const { start, end } of open) {
    const date = local(start, zone).toPlainDate().toString();
    const known = days.get(date);
    days.set(date, { date, opens: known?.opens ?? start, closes: Math.max(known?.closes ?? end, end) });
  }
  return [...days.values()];
}

const local = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

const sameTimeOn = (date: string, now: number, timeZone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: local(now, timeZone).toPlainTime() })
    .epochMilliseconds;
