/** The hour and minute, the date and so on of instants in one zone. Formatters are dear to make and cheap to keep. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, kind: keyof typeof KINDS): Intl.DateTimeFormat {
  const key = `${zone} ${kind}`;
  // What is computed with is read in digits that Number knows, whatever the reader's are.
  const language = kind === 'parts' ? 'en' : navigator.language;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: zone, ...KINDS[kind] });
  formatters.set(key, known);
  return known;
}

const KINDS = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  shortDate: { weekday: 'short', day: 'numeric', month: 'short' },
  parts: { year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The reader's own zone, for what belongs to no clinic. */
export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `09:30`, on the clinic's clock and in the reader's way of writing. */
export const timeIn = (zone: string, instant: string | number): string =>
  formatter(zone, 'time').format(typeof instant === 'string' ? Date.parse(instant) : instant);

export const dateTimeIn = (zone: string, instant: string): string =>
  `${formatter(zone, 'date').format(Date.parse(instant))}, ${timeIn(zone, instant)}`;

function partsIn(zone: string, instant: number): Readonly<Record<string, string>> {
  const parts = formatter(zone, 'parts').formatToParts(instant);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** The local date of an instant, as `2026-03-09`. */
export function localDateIn(zone: string, instant: number): string {
  const { year, month, day } = partsIn(zone, instant);
  return `${year}-${month}-${day}`;
}

/** Minutes past the full hour on the zone's clock: zones are off by half hours too. */
export const minuteOfHourIn = (zone: string, instant: number): number => Number(partsIn(zone, instant)['minute']);

/** What the zone's clock shows, in ms since midnight by its hands. */
export function handsIn(zone: string, instant: number): number {
  const { hour, minute } = partsIn(zone, instant);
  return (Number(hour) * 60 + Number(minute)) * 60_000;
}

/** The date that an address names, if it names one. */
export const dateFrom = (text: string | null): string | null =>
  text && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** Calendar arithmetic on dates without a zone. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** `Mon, 9 Mar 2026`. */
export const dateWords = (date: string): string => formatter('UTC', 'date').format(Date.parse(`${date}T12:00:00Z`));

/** `Mon, 9 Mar`, where the year is plain. */
export const shortDateWords = (date: string): string =>
  formatter('UTC', 'shortDate').format(Date.parse(`${date}T12:00:00Z`));

/** The Monday of a date's week. */
export const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

/** `Mon, 9 – Sun, 15 Mar 2026`. */
export const weekWords = (from: string): string =>
  formatter('UTC', 'date').formatRange(Date.parse(`${from}T12:00:00Z`), Date.parse(`${addDays(from, 6)}T12:00:00Z`));
