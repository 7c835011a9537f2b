import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const LONGEST_MS = 60 * DAY_MS;

/**
 * How far to put the clock forward: the milliseconds of an ISO 8601 duration as P2D or PT36H, from a second to 60 days; days have 24 hours.
 * Null for any other text.
 */
export function forwardBy(text: unknown): number | null {
  if (typeof text !== 'string' || !/^P(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text)) return null;
  if (!/\d/.test(text) || text.endsWith('T')) return null;
  const { weeks, days, hours, minutes, seconds } = Temporal.Duration.from(text);
  const ms = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}
