import fc from 'fast-check';
import { RED_FLAGS } from '../../screening/domain/index.js';
import { aTriageInput, someSettings } from './answer.arbitraries.js';
import { Trend } from './answer.js';
import type { CheckInAnswer } from './answer.js';
import { isAtLeast, Triage, triageOf } from './triage.js';
import type { TriageInput } from './triage.js';

const TRENDS = [Trend.BETTER, Trend.SAME, Trend.WORSE];

/** Says the same, but worse in one thing. */
const answering =
  (change: (answer: CheckInAnswer, by: number) => Partial<CheckInAnswer>) =>
  (input: TriageInput, by: number): TriageInput => ({
    ...input,
    answer: { ...input.answer, ...change(input.answer, by) },
  });

/** In how many ways something can be worse; `by` is from 1 to 10. */
const WORSE: Readonly<Record<string, (input: TriageInput, by: number) => TriageInput>> = {
  soreness: answering(({ soreness }, by) => ({ soreness: Math.min(10, (soreness ?? 0) + by) })),
  trend: answering(({ trend }, by) => ({ trend: TRENDS[Math.min(2, TRENDS.indexOf(trend ?? Trend.BETTER) + by)] })),
  bruising: answering(() => ({ bruising: true })),
  'a red flag more': answering(({ redFlags }, by) => ({ redFlags: [...redFlags, RED_FLAGS[by - 1]!] })),
  'another symptom': answering(() => ({ otherSymptom: true })),
  'a call wanted': answering(() => ({ wantsCall: true })),
  'more pain': answering(({ pain }, by) => ({ pain: Math.min(10, (pain ?? 0) + by) })),
  'worse sleep': answering(({ sleep }, by) => ({ sleep: Math.max(0, (sleep ?? 10) - by) })),
  'worse mood': answering(({ mood }, by) => ({ mood: Math.max(0, (mood ?? 10) - by) })),
  'more places': answering(({ sites }) => ({ sites: [...sites, ...sites] })),
  'the same later': (input, by) => ({ ...input, elapsedHours: input.elapsedHours + by * by }),
  'less soreness before': (input, by) => ({
    ...input,
    previousSoreness: input.previousSoreness === null ? null : Math.max(0, input.previousSoreness - by),
  }),
  'an answer before, instead of none': (input, by) => ({ ...input, previousSoreness: input.previousSoreness ?? by }),
};

describe('triage, whatever is answered and whatever the practice has set', () => {
  it('has an outcome', () => {
    fc.assert(
      fc.property(aTriageInput, someSettings, (input, settings) => {
        expect(Object.values(Triage)).toContain(triageOf(input, settings));
      }),
    );
  });

  it.each(Object.keys(WORSE))('has never a milder outcome for: %s', (dimension) => {
    fc.assert(
      fc.property(aTriageInput, someSettings, fc.integer({ min: 1, max: 10 }), (input, settings, by) => {
        const worse = WORSE[dimension]!(input, by);
        expect(isAtLeast(triageOf(worse, settings), triageOf(input, settings))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has never a milder outcome where several things are worse at once', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...Object.values(WORSE)), fc.integer({ min: 1, max: 10 })));
    fc.assert(
      fc.property(aTriageInput, someSettings, changes, (input, settings, all) => {
        const worse = all.reduce((so, [change, by]) => change(so, by), input);
        expect(isAtLeast(triageOf(worse, settings), triageOf(input, settings))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is an emergency for a red flag, and for nothing else', () => {
    fc.assert(
      fc.property(aTriageInput, someSettings, (input, settings) => {
        expect(triageOf(input, settings) === Triage.EMERGENCY).toBe(input.answer.redFlags.length > 0);
      }),
    );
  });
});
