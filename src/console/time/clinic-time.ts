/** The hour and minute, the date and so on of instants in one zone. Formatters are dear to make and cheap to keep. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, kind: keyof typeof KINDS): Intl.DateTimeFormat {
  const key = `${zone} ${kind}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(navigator.language, { timeZone: zone, ...KINDS[kind] });
  formatters.set(key, known);
  return known;
}

const KINDS = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  parts: { year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The reader's own zone, for what belongs to no clinic. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `09:30`, on the clinic's clock and in the reader's way of writing. */
export const timeIn = (zone: string, instant: string | number): string =>
  formatter(zone, 'time').format(typeof instant === 'string' ? Date.parse(instant) : instant);

export const dateTimeIn = (zone: string, instant: string): string =>
  `${formatter(zone, 'date').format(Date.parse(instant))}, ${timeIn(zone, instant)}`;

/** The local date of an instant, as `2026-03-09`. */
export function localDateIn(zone: string, instant: number): string {
  const parts = Object.fromEntries(
    formatter(zone, 'parts')
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

/** Minutes past the full hour on the zone's clock: zones are off by half hours too. */
export const minuteOfHourIn = (zone: string, instant: number): number =>
  Number(
    formatter(zone, 'parts')
      .formatToParts(instant)
      .find(({ type }) => type === 'minute')!.value,
  );

/** Calendar arithmetic on dates without a zone. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** `Mon, 9 Mar 2026`. */
export const dateWords = (date: string): string => formatter('UTC', 'date').format(Date.parse(`${date}T12:00:00Z`));
