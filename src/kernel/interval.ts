/**
 * A half-open span of time `[start, end)`. Both ends are epoch milliseconds (UTC), and `start < end` in every
 * interval these functions return. Half-open, so that a visit may begin at the very instant another one ends.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

export const contains = (outer: Interval, inner: Interval): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** The part that both share, or undefined where they share nothing. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : undefined;
}

/** Sorted by start, with touching and overlapping spans joined and empty ones dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.filter((i) => i.start < i.end).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** What lies in both sets, as a joined and sorted set. */
export function intersectAll(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left = union(a);
  const right = union(b);
  const shared: Interval[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const [l, r] = [left[i]!, right[j]!];
    const both = intersection(l, r);
    if (both) shared.push(both);
    if (l.end < r.end) i += 1;
    else j += 1;
  }
  return shared;
}

/** What lies in `from` and in none of `taken`, as a joined and sorted set. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const gaps = union(taken);
  const left: Interval[] = [];
  let next = 0;
  for (const { start, end } of union(from)) {
    while (next < gaps.length && gaps[next]!.end <= start) next += 1;
    let from = start;
    for (let k = next; k < gaps.length && gaps[k]!.start < end; k += 1) {
      if (gaps[k]!.start > from) left.push({ start: from, end: gaps[k]!.start });
      from = Math.max(from, gaps[k]!.end);
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}
