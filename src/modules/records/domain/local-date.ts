import { Temporal } from 'temporal-polyfill';

/** YYYY-MM-DD in no zone; sorts as text. */
export type LocalDate = string;

/**
 * The day on which so many years are over. What began on 29 February is over on 1 March in years without that day, so that
 * nothing ends a day early.
 */
export function anniversary(date: LocalDate, years: number): LocalDate {
  const from = Temporal.PlainDate.from(date);
  const to = from.add({ years });
  return (to.day === from.day ? to : to.add({ days: 1 })).toString();
}

/** The last of these dates, of which there must be one. */
export function latest(dates: readonly LocalDate[]): LocalDate {
  return dates.reduce((a, b) => (a >= b ? a : b));
}

/** The last date that has begun everywhere on earth at `now` (epoch ms). What is over by it is over in every zone. */
export function begunEverywhere(now: number): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('-12:00').toPlainDate().toString();
}

export const daysAfter = (date: LocalDate, days: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ days }).toString();
