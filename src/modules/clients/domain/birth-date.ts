import { Temporal } from 'temporal-polyfill';

const OLDEST_YEARS = 130;
const ADULT_YEARS = 18;

const dateAt = (now: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();

/**
 * Whether somebody can be born on this date (YYYY-MM-DD): not after today, where today has begun first, and not more
 * than 130 years ago. `now` is in epoch ms.
 */
export function isPossibleBirthDate(birthDate: string, now: number): boolean {
  const today = dateAt(now, '+14:00');
  const age = Temporal.PlainDate.from(birthDate).until(today, { largestUnit: 'years' });
  return age.sign >= 0 && age.years <= OLDEST_YEARS;
}

/**
 * Whether somebody born on this date is under 18 (DOMAIN: minors have a guardian who signs). A client belongs to no
 * zone, so the 18th birthday counts once it has begun everywhere; born on 29 February, on 1 March.
 */
export function isMinor(birthDate: string, now: number): boolean {
  const adultIfBornBy = dateAt(now, '-12:00').subtract({ years: ADULT_YEARS });
  return Temporal.PlainDate.compare(birthDate, adultIfBornBy) > 0;
}
