/** `2026-03-09T14:05` on the zone's clock: Swedes write it so. */
const shownIn = (zone: string, instant: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(instant)
    .replace(' ', 'T');

/** What a zone's clock shows, as a field for a time of day has it: `14:05`. */
export const clockIn = (zone: string, instant: number): string => shownIn(zone, instant).slice(-5);

/** When the zone's clock shows a date and a time such as `14:05`; of an hour that it skips, about an hour beside it. */
export function instantIn(zone: string, date: string, time: string): string {
  const wanted = Date.parse(`${date}T${time}Z`);
  const aheadAt = (at: number): number => Date.parse(`${shownIn(zone, at)}Z`) - at;
  return new Date(wanted - aheadAt(wanted - aheadAt(wanted))).toISOString();
}
