import type { Interval } from '../../../kernel/index.js';
import type { ClinicFacts } from './scheduling-facts.js';
import { DAY_MS, localDay, offsetSpansIn, startOfDay } from './zoned-time.js';

/**
 * Sets of possible starts, in whole milliseconds, as intervals of instants. A rule about a visit or a block becomes a rule about
 * its start by way of its shape: the interval that it takes when the visit starts at 0.
 */

/** The starts at which a shape lies inside one of the stretches. */
export const startsInside = (stretches: readonly Interval[], shape: Interval): Interval[] =>
  stretches.map(({ start, end }) => ({ start: start - shape.start, end: end - shape.end + 1 }));

/** The starts at which a shape overlaps one of the ranges. */
export const startsHitting = (ranges: readonly Interval[], shape: Interval): Interval[] =>
  ranges.map(({ start, end }) => ({ start: start - shape.end + 1, end: end - shape.start }));

/** The part of a search window in which a visit may start: after the minimum notice, up to the end of the horizon's last date. */
export function bookableStarts(clinic: ClinicFacts, now: number, window: Interval): Interval {
  const lastDay = localDay(clinic.zone, now) + clinic.horizonDays;
  return {
    start: Math.max(window.start, now + clinic.minimumNoticeMinutes * 60_000),
    end: Math.min(window.end, startOfDay(clinic.zone, lastDay + 1)),
  };
}

export interface GridStart {
  readonly start: number;
  /** The start's date in the zone's calendar, in days from 1970-01-01. */
  readonly day: number;
}

/**
 * The starts of a set at which the wall clock shows a multiple of the step, in order. Counting goes by the wall clock, so on the
 * day of a change a skipped time gives no start and a repeated one gives two, and the grid shifts with Lord Howe's half hour.
 */
export function onGrid(starts: readonly Interval[], zone: string, stepMinutes: number): GridStart[] {
  const step = stepMinutes * 60_000;
  const found: GridStart[] = [];
  for (const stretch of starts) {
    for (const span of offsetSpansIn(zone, stretch)) {
      const end = Math.min(stretch.end, span.end);
      const from = Math.max(stretch.start, span.start) + span.offset;
      for (let local = Math.ceil(from / step) * step; local - span.offset < end; local += step) {
        found.push({ start: local - span.offset, day: Math.floor(local / DAY_MS) });
      }
    }
  }
  return found;
}

/** Whether a sorted set holds a start. It must be asked in rising order: it walks the set once. */
export function risingMembership(set: readonly Interval[]): (start: number) => boolean {
  let next = 0;
  return (start) => {
    while (next < set.length && set[next]!.end <= start) next += 1;
    return next < set.length && set[next]!.start <= start;
  };
}
