import { InvalidInput } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { dayOfDate, startOfDay } from './zoned-time.js';

/** A span as a person gives it: two instants, or whole days of a clinic's calendar. */
export interface SpanGiven {
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
  /** `YYYY-MM-DD`. */
  readonly firstDay?: string | null;
  /** `YYYY-MM-DD`, inclusive. Left out: the first day alone. */
  readonly lastDay?: string | null;
}

/**
 * The span as instants. Whole days go from the first instant of the first day to the first instant after the last one, and
 * so last 23 or 25 hours where the clock changes. `zoneOfDays` is asked only where days were given, and gives their IANA zone.
 * Throws `InvalidInput` for a span that is given in neither way or in both, or that ends before it starts.
 */
export async function spanOfTime(given: SpanGiven, zoneOfDays: () => Promise<string>): Promise<Interval> {
  const { startsAt, endsAt, firstDay } = given;
  const lastDay = given.lastDay ?? firstDay;
  if (startsAt && endsAt && !lastDay) {
    if (startsAt < endsAt) return { start: startsAt.getTime(), end: endsAt.getTime() };
    throw InvalidInput.of('endsAt', 'afterStart', 'The end (endsAt) must be after the start (startsAt).');
  }
  if (firstDay && lastDay && !startsAt && !endsAt) {
    if (lastDay < firstDay)
      throw InvalidInput.of('lastDay', 'notBeforeFirstDay', 'lastDay must not be before firstDay.');
    const zone = await zoneOfDays();
    return { start: startOfDay(zone, dayOfDate(firstDay)), end: startOfDay(zone, dayOfDate(lastDay) + 1) };
  }
  const either = 'Give either startsAt and endsAt, or firstDay and, for more than one day, lastDay.';
  throw InvalidInput.of(startsAt || endsAt ? 'startsAt' : 'firstDay', 'oneSpan', either);
}
