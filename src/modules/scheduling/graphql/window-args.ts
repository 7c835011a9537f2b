import { ArgsType, Field } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { LocalDate } from '../../../platform/graphql/index.js';
import { dayOfDate, DAY_MS } from '../domain/zoned-time.js';
import { CalendarDate, CalendarInstant } from './calendar-limits.js';

/** A year with a day to spare, so that an answer has a limit. */
const LONGEST_DAYS = 367;

@ArgsType()
export class WindowArgs {
  @Field(() => Date)
  @CalendarInstant()
  from: Date;

  @Field(() => Date, { description: 'After `from`, by a year at most.' })
  @CalendarInstant()
  to: Date;
}

@ArgsType()
export class DatesArgs {
  @Field(() => LocalDate)
  @CalendarDate()
  from: string;

  @Field(() => LocalDate, { description: 'Inclusive; not before `from`, and after it by a year at most.' })
  @CalendarDate()
  to: string;
}

/** Throws `InvalidInput` for a window that ends before it starts, or is longer than a year. */
export function windowOf({ from, to }: WindowArgs): Interval {
  return requireSize({ start: from.getTime(), end: to.getTime() });
}

/** Throws `InvalidInput` for dates that end before they start, or are more than a year. */
export function datesOf({ from, to }: DatesArgs): { from: string; to: string } {
  requireSize({ start: dayOfDate(from) * DAY_MS, end: (dayOfDate(to) + 1) * DAY_MS });
  return { from, to };
}

function requireSize(window: Interval): Interval {
  if (window.end <= window.start)
    throw InvalidInput.of('to', 'afterFrom', 'The end (to) must be after the start (from).');
  if (window.end - window.start <= LONGEST_DAYS * DAY_MS) return window;
  throw InvalidInput.of('to', 'longestWindow', `From start to end (from, to) it may be ${LONGEST_DAYS} days at most.`);
}
