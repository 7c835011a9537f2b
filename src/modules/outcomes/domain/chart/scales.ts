/** Maps a number onto a length of the page. */
export type Scale = (value: number) => number;

export const linear =
  ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale =>
  (value) =>
    from === to ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start);

const NICE_STEPS = [1, 2, 5, 10, 15, 20, 30, 45, 60];
const MOST_TICKS = 8;

/** Round numbers from `min` to `max`, both included where they are round themselves, eight at most. */
export function numberTicks(min: number, max: number): number[] {
  const step = NICE_STEPS.find((nice) => (max - min) / nice < MOST_TICKS) ?? max - min;
  const first = Math.ceil(min / step) * step;
  const count = Math.floor((max - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** Days from 1970-01-01, of a YYYY-MM-DD. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

const dateOf = (day: number): Date => new Date(day * 86_400_000);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];
const DAYS_OF_MONTH = 30;

/** 3 Feb 2026: unmistakable wherever it is read. */
export function longDate(day: number): string {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Days to write below the axis, at most `most` of them: every so many days or, of a longer time, firsts of months. */
export function dayTicks(first: number, last: number, most: number): number[] {
  const step = DAY_STEPS.find((days) => (last - first) / days < most);
  if (step !== undefined) {
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
  }
  const months = MONTH_STEPS.find((count) => (last - first) / (count * DAYS_OF_MONTH) < most) ?? MONTH_STEPS.at(-1)!;
  const ticks: number[] = [];
  const begin = dateOf(first);
  for (let month = Math.ceil(begin.getUTCMonth() / months) * months; ; month += months) {
    const day = Date.UTC(begin.getUTCFullYear(), month, 1) / 86_400_000;
    if (day > last) return ticks;
    if (day >= first) ticks.push(day);
  }
}
