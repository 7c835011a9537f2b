/** Where things lie on a day's board. Times are epoch ms, and lengths along the day are minutes of elapsed time: a day may have 23 or 25 hours. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const spanOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): Span => ({
  from: Date.parse(startsAt),
  to: Date.parse(endsAt),
});

/** From the hour in which the first of them begins to the one in which the last ends; nine hours in the middle of an empty day. */
export function shownHours(day: Span, spans: readonly Span[]): Span {
  const within = spans.filter(({ from, to }) => to > day.from && from < day.to);
  if (within.length === 0) return { from: day.from + 9 * HOUR, to: day.from + 18 * HOUR };
  const first = Math.max(day.from, Math.min(...within.map(({ from }) => from)));
  const last = Math.min(day.to, Math.max(...within.map(({ to }) => to)));
  const hours = (at: number): number => (at - day.from) / HOUR;
  return {
    from: day.from + Math.floor(hours(first)) * HOUR,
    to: Math.min(day.to, day.from + Math.ceil(hours(last)) * HOUR),
  };
}

export const minutesBetween = (from: number, to: number): number => (to - from) / MINUTE;

/** What of the range none of the spans covers, in order. */
export function gapsIn(range: Span, spans: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let { from } = range;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > from) gaps.push({ from, to: Math.min(span.from, range.to) });
    from = Math.max(from, span.to);
    if (from >= range.to) break;
  }
  if (from < range.to) gaps.push({ from, to: range.to });
  return gaps.filter(({ from: begin, to }) => to > begin);
}

export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/** What shares time lies side by side: for each the lane, counted from 0, and how many lanes its group has. */
export function lanesOf<T extends Span>(items: readonly T[]): Map<T, Lane> {
  const found = new Map<T, Lane>();
  let group: { item: T; lane: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const { item, lane } of group) found.set(item, { lane, lanes: ends.length });
    [group, ends] = [[], []];
  };
  for (const item of [...items].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (ends.length > 0 && ends.every((end) => end <= item.from)) close();
    const free = ends.findIndex((end) => end <= item.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.to;
    group.push({ item, lane });
  }
  close();
  return found;
}

type Round = (steps: number) => number;

/** The step of the clinic's grid nearest to a moment, or the one that `round` takes, counted from the day's beginning. */
export function snap(at: number, day: Span, stepMinutes: number, round: Round = Math.round): number {
  const step = stepMinutes * MINUTE;
  return day.from + round((at - day.from) / step) * step;
}

interface Shown {
  readonly day: Span;
  readonly hours: Span;
  readonly stepMinutes: number;
}

/** The first step of what is shown at which nothing is taken for as long as a step, from now on where now is shown. */
export function freeStart({ day, hours, stepMinutes }: Shown, taken: readonly Span[], now: number): number {
  const from = Math.min(Math.max(now, hours.from), hours.to);
  const step = (at: number): number => snap(at, day, stepMinutes, Math.ceil);
  const gap = gapsIn({ from, to: hours.to }, taken).find(
    ({ from: begin, to }) => step(begin) + stepMinutes * MINUTE <= to,
  );
  return gap ? step(gap.from) : hours.from;
}

/** A day of the clock, by its hands: ms since midnight. */
export const CLOCK: Span = { from: 0, to: 24 * HOUR };

/**
 * Says where an instant of a day stands on its clock, so that days of 23 and 25 hours lie beside the others hour by hour. `handsAt`, which reads
 * the clock, is asked only where the hands were moved.
 */
export const clockOf =
  (day: Span, handsAt: (at: number) => number) =>
  (at: number): number => {
    if (at < day.from) return CLOCK.from;
    if (at >= day.to) return CLOCK.to;
    return day.to - day.from === CLOCK.to ? at - day.from : handsAt(at);
  };
