import { dateOfDay, instantAt, localDay, startOfDay, dayOfDate } from '../../scheduling/domain/index.js';

/** The clinic's time of day at which reminders go out: never in the moment in which somebody calls a visit off. */
const HOUR_MS = 9 * 3_600_000;

/** When a reminder that is to go out now does: at nine, today or tomorrow. `now` is epoch ms; a skipped hour moves forward. */
export function reminderMoment(zone: string, now: number): { readonly at: number; readonly on: string } {
  const today = localDay(zone, now);
  const [day] = [today, today + 1].filter((each) => instantAt(zone, each, HOUR_MS) >= now) as [number];
  return { at: instantAt(zone, day, HOUR_MS), on: dateOfDay(day) };
}

/** The first instant of a date, epoch ms. */
export const startOfDate = (zone: string, date: string): number => startOfDay(zone, dayOfDate(date));
