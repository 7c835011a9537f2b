const DAY = 24 * 3_600_000;

/** Hours from UTC of the zone in which it is between eleven and noon now, so that a visit of today has begun, and the day goes on. */
const OFFSET = 11 - new Date().getUTCHours();

export const MORNING_ZONE = OFFSET === 0 ? 'Etc/GMT' : `Etc/GMT${OFFSET > 0 ? '-' : '+'}${Math.abs(OFFSET)}`;

/** A date of that zone. */
export const dateOf = (daysFromNow: number): string =>
  new Date(Date.now() + OFFSET * 3_600_000 + daysFromNow * DAY).toISOString().slice(0, 10);

/** The instant of a time on that zone's clock. */
export const at = (date: string, time: string): string =>
  new Date(Date.parse(`${date}T${time}:00Z`) - OFFSET * 3_600_000).toISOString();

/** The next Sunday on which Berlin's clocks go from 02:00 to 03:00. */
export const SHORT_DAY = ((): string => {
  const year =
    new Date(Date.now() + DAY).getUTCMonth() > 1 ? 1 + new Date().getUTCFullYear() : new Date().getUTCFullYear();
  const last = new Date(Date.UTC(year, 2, 31));
  return new Date(last.getTime() - last.getUTCDay() * DAY).toISOString().slice(0, 10);
})();
