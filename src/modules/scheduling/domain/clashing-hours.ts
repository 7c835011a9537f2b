import { InvalidInput } from '../../../kernel/index.js';

/** Hours by the wall clock, `HH:MM`: an end that is not after its start is on the next day. */
export interface DailySpan {
  readonly starts: string;
  readonly ends: string;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Throws `InvalidInput` where two hours of the week share time, also over midnight and from Sunday into Monday. */
export function refuseClashInWeek(hours: readonly (DailySpan & { readonly weekday: number })[]): void {
  const minutes = hours.map((each) => minutesFrom((each.weekday - 1) * DAY, each));
  refuseClash('hours', minutes, [-WEEK, 0, WEEK]);
}

/** Throws `InvalidInput` where two spans that start on one date share time. */
export function refuseClashInDay(spans: readonly DailySpan[]): void {
  refuseClash(
    'spans',
    spans.map((each) => minutesFrom(0, each)),
    [0],
  );
}

interface Minutes {
  readonly start: number;
  readonly end: number;
}

function minutesFrom(midnight: number, { starts, ends }: DailySpan): Minutes {
  const [start, end] = [midnight + minutesOf(starts), midnight + minutesOf(ends)];
  return { start, end: end > start ? end : end + DAY };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function refuseClash(field: string, all: readonly Minutes[], shifts: readonly number[]): void {
  for (const [second, b] of all.entries()) {
    const sharesTime = (a: Minutes): boolean => shifts.some((by) => a.start + by < b.end && b.start < a.end + by);
    const first = all.slice(0, second).findIndex(sharesTime);
    if (first < 0) continue;
    const message = `Number ${second + 1} of the ${field} shares time with number ${first + 1}.`;
    throw InvalidInput.of(`${field}.${second}.starts`, 'noOverlap', message);
  }
}
