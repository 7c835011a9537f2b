import { newId } from '../../../kernel/index.js';
import type { WeeklyHours } from '../domain/local-hours.js';
import { hoursOutside } from '../domain/replace-hours.js';
import type { Period } from '../domain/replace-hours.js';

/** One of the hours of a week, whatever dates it will hold on. */
export type HoursOfWeek = Pick<WeeklyHours, 'weekday' | 'starts' | 'ends'>;

/** A column of times as `HH:MM`. `to_char` says the same, more slowly. */
export const clockTime = (column: string): string => `left(${column}::text, 5)`;

/** The columns of weekly hours, as `WeeklyHours` has them. */
export const WEEKLY_HOURS = `weekday, ${clockTime('starts')} AS starts, ${clockTime('ends')} AS ends,
  valid_from::text AS "validFrom", valid_to::text AS "validTo"`;

/** The order in which people read weekly hours. */
export const BY_DATE_AND_WEEKDAY = 'valid_from NULLS FIRST, weekday, starts';

/** Says in SQL that hours hold on some date from parameter `from` to parameter `to`; a `to` of null: for good. */
export const holdWithin = (from: string, to: string): string =>
  `(valid_to IS NULL OR valid_to >= ${from}::date) AND (${to}::date IS NULL OR valid_from IS NULL OR valid_from <= ${to}::date)`;

/** A parameter that holds what `rowsAfter` gives, as rows for an INSERT. */
export const rowsIn = (parameter: string): string =>
  `jsonb_to_recordset(${parameter}) AS h(id uuid, weekday smallint, starts time, ends time, "validFrom" date, "validTo" date)`;

/** The rows to write where `hours` take over a period in which `taken` held: what is left of those, and the new ones. */
export function rowsAfter({
  taken,
  period,
  hours,
}: {
  taken: readonly WeeklyHours[];
  period: Period;
  hours: readonly HoursOfWeek[];
}): string {
  const added = hours.map(({ weekday, starts, ends }) => ({
    weekday,
    starts,
    ends,
    validFrom: period.from,
    validTo: period.to,
  }));
  return JSON.stringify([...hoursOutside(period, taken), ...added].map((each) => ({ id: newId(), ...each })));
}
