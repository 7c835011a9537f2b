import { Temporal } from 'temporal-polyfill';

const SHORTEST_DAYS = 1;
const LONGEST_DAYS = 730;
/** Any date: only how long a month or a year is there depends on it, by a few days. */
const FROM = Temporal.PlainDate.from('2024-01-01');

/** Whether a text is a span of whole days, weeks, months or years in ISO 8601 (P14D, P2W, P1M) of 1 to 730 days. */
export function isInterval(text: string): boolean {
  if (!/^P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,3}D)?$/.test(text)) return false;
  const days = FROM.until(FROM.add(Temporal.Duration.from(text))).days;
  return days >= SHORTEST_DAYS && days <= LONGEST_DAYS + 1;
}
