import fc from 'fast-check';
import type { Interval } from './interval.js';
import { contains, intersectAll, intersection, overlaps, subtract, union } from './interval.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 5;

/** Instants 0 to 39, so that ends meet often; lengths 0 to 12, so that some are empty. */
const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 27 }), fc.integer({ min: 0, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const span = interval.filter(({ start, end }) => start < end);
const spans = fc.array(interval, { maxLength: 8 });

/** The oracle: an interval is the set of the whole instants in it. */
const instants = (...intervals: readonly Interval[]): Set<number> =>
  new Set(intervals.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
const sorted = (set: Iterable<number>): number[] => [...set].sort((a, b) => a - b);

/** Sorted, none empty, and a gap between each two. */
function expectJoined(intervals: readonly Interval[]): void {
  for (const { start, end } of intervals) expect(start).toBeLessThan(end);
  intervals.slice(1).forEach(({ start }, i) => expect(start).toBeGreaterThan(intervals[i]!.end));
}

const property = (name: string, check: fc.IPropertyWithHooks<[Interval[], Interval[]]>) =>
  it(name, () => fc.assert(check, { numRuns }));

describe('intervals as sets of instants', () => {
  property(
    'a union holds what any of them holds',
    fc.property(spans, spans, (a, b) => {
      const joined = union([...a, ...b]);
      expectJoined(joined);
      expect(sorted(instants(...joined))).toEqual(sorted(instants(...a, ...b)));
    }),
  );

  property(
    'an intersection holds what both hold',
    fc.property(spans, spans, (a, b) => {
      const shared = intersectAll(a, b);
      expectJoined(shared);
      const inB = instants(...b);
      expect(sorted(instants(...shared))).toEqual(sorted([...instants(...a)].filter((at) => inB.has(at))));
    }),
  );

  property(
    'a difference holds what the first holds and the second does not',
    fc.property(spans, spans, (a, b) => {
      const left = subtract(a, b);
      expectJoined(left);
      const inB = instants(...b);
      expect(sorted(instants(...left))).toEqual(sorted([...instants(...a)].filter((at) => !inB.has(at))));
    }),
  );

  property(
    'no operation changes its input',
    fc.property(spans, spans, (a, b) => {
      const before = structuredClone([a, b]);
      union(a);
      intersectAll(a, b);
      subtract(a, b);
      expect([a, b]).toEqual(before);
    }),
  );

  it('two overlap when they share an instant, and one contains another when it shares all of its instants', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const shared = sorted([...instants(a)].filter((at) => instants(b).has(at)));
        expect(overlaps(a, b)).toBe(shared.length > 0);
        expect(contains(a, b)).toBe(shared.length === b.end - b.start);
        const both = intersection(a, b);
        expect(both ? sorted(instants(both)) : []).toEqual(shared);
      }),
      { numRuns },
    );
  });

  it('two that touch do not overlap, because an end is not part of an interval', () => {
    expect(overlaps({ start: 9, end: 10 }, { start: 10, end: 11 })).toBe(false);
    expect(
      union([
        { start: 10, end: 11 },
        { start: 9, end: 10 },
      ]),
    ).toEqual([{ start: 9, end: 11 }]);
  });
});
