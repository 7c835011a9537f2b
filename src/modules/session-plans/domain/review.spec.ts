import { Moment } from '../../outcomes/domain/index.js';
import type { Point } from '../../outcomes/domain/index.js';
import { Goal, suggestionFor } from './goal.js';
import { startingTerms } from './plan-terms.js';
import type { PlanTerms } from './plan-terms.js';
import { acceptSuggestion, ReviewReason, reviewPlan, SuggestionKind } from './review.js';

const { IMPROVED, WORSENED, BLOCK_DONE, REVIEW_DATE, SORE_REPEATEDLY } = ReviewReason;
const { LONGER_INTERVAL, SHORTER_INTERVAL, LESS_PRESSURE, CONSULTATION, MAINTENANCE } = SuggestionKind;
const CHRONIC = startingTerms(suggestionFor(Goal.CHRONIC_NECK_OR_LOW_BACK_PAIN, null)!, '2026-01-05');
const FIBROMYALGIA = startingTerms(suggestionFor(Goal.FIBROMYALGIA, null)!, '2026-01-05');

/** Pain on arrival at weekly sessions from the plan's first day. */
const weekly = (...values: number[]): Point[] => values.map((value, week) => pointAt(week, value));
function pointAt(week: number, value: number, moment = Moment.BEFORE): Point {
  const date = new Date(Date.UTC(2026, 0, 5 + week * 7)).toISOString().slice(0, 10);
  return { measurementId: `m${week}`, appointmentId: `v${week}`, moment, takenAt: Date.parse(date), date, value };
}
const review = (pain: Point[], more: Partial<Parameters<typeof reviewPlan>[0]> = {}) =>
  reviewPlan({ terms: CHRONIC, today: '2026-01-20', sessionsDone: 3, soreReplies: 0, pain, ...more });
const kinds = ({ suggestions }: ReturnType<typeof reviewPlan>): SuggestionKind[] => suggestions.map(({ kind }) => kind);

describe('a plan is to be looked at', () => {
  it('after two successive sessions with meaningful improvement, for a longer interval', () => {
    const found = review(weekly(8, 6, 5));
    expect(found.reasons).toEqual([IMPROVED]);
    expect(found.suggestions).toEqual([{ kind: LONGER_INTERVAL, reason: IMPROVED, interval: 'P14D', pressure: null }]);
  });

  it.each([
    ['one session', [8, 6]],
    ['no session', [8]],
    ['nothing measured', []],
    ['less than meaningful', [8, 7, 7]],
    ['an improvement that is not of the last two', [8, 6, 7]],
    ['one that has just begun', [8, 7, 6]],
  ])('not after %s', (_, values) => {
    expect(review(weekly(...values)).reasons).toEqual([]);
  });

  it.each([
    ['since the block began', [4, 5, 6]],
    ['since the session before', [8, 4, 6]],
  ])('after worsening %s, for a shorter interval or a consultation', (_, values) => {
    const found = review(weekly(...values), { terms: { ...CHRONIC, interval: 'P1M' } });
    expect(found.reasons).toEqual([WORSENED]);
    expect(found.suggestions).toEqual([
      { kind: SHORTER_INTERVAL, reason: WORSENED, interval: 'P14D', pressure: null },
      { kind: CONSULTATION, reason: WORSENED, interval: null, pressure: null },
    ]);
  });

  it('after worsening under pressure, for less of it too; and never for more than weekly visits', () => {
    const found = review(weekly(4, 6), { terms: FIBROMYALGIA });
    expect(found.suggestions.map(({ kind, pressure }) => [kind, pressure])).toEqual([
      [LESS_PRESSURE, { min: 1, max: 2 }],
      [CONSULTATION, null],
    ]);
    const lightest = review(weekly(4, 6), { terms: { ...FIBROMYALGIA, pressure: { min: 1, max: 1 } } });
    expect(kinds(lightest)).toEqual([CONSULTATION]);
    const firm = review(weekly(4, 6), { terms: { ...FIBROMYALGIA, pressure: { min: 3, max: 3 } } });
    expect(firm.suggestions[0]!.pressure).toEqual({ min: 2, max: 2 });
  });

  it('after two check-ins with soreness to watch', () => {
    expect(review([], { soreReplies: 1 }).reasons).toEqual([]);
    const found = review([], { soreReplies: 2, terms: FIBROMYALGIA });
    expect(found.reasons).toEqual([SORE_REPEATEDLY]);
    expect(kinds(found)).toEqual([LESS_PRESSURE, LONGER_INTERVAL, CONSULTATION]);
  });

  it('when its block is done, for maintenance where the goal has one', () => {
    expect(review([], { sessionsDone: 9 }).reasons).toEqual([]);
    const done = review([], { sessionsDone: 10 });
    expect(done.reasons).toEqual([BLOCK_DONE]);
    expect(done.suggestions).toEqual([{ kind: MAINTENANCE, reason: BLOCK_DONE, interval: 'P14D', pressure: null }]);
    expect(review([], { sessionsDone: 5, terms: FIBROMYALGIA })).toEqual({ reasons: [BLOCK_DONE], suggestions: [] });
  });

  it('on its review date', () => {
    expect(review([], { today: '2026-03-01' }).reasons).toEqual([]);
    expect(review([], { today: '2026-03-02' })).toEqual({ reasons: [REVIEW_DATE], suggestions: [] });
  });

  it('by what was scored on arrival since the block began, and by nothing else', () => {
    const before: PlanTerms = { ...CHRONIC, blockFrom: '2026-01-12' };
    expect(review(weekly(9, 5, 5, 5), { terms: before }).reasons).toEqual([]);
    const afterSessions = [pointAt(0, 8), ...[1, 2].map((week) => pointAt(week, 2, Moment.AFTER))];
    expect(review(afterSessions).reasons).toEqual([]);
    expect(review([pointAt(0, 8), ...[1, 2].map((week) => pointAt(week, 2, Moment.CHECK_IN))]).reasons).toEqual([]);
  });

  it('with each kind of suggestion once, for the graver reason', () => {
    const found = review(weekly(4, 6), { soreReplies: 3, terms: { ...FIBROMYALGIA, interval: 'P14D' } });
    expect(found.reasons).toEqual([WORSENED, SORE_REPEATEDLY]);
    expect(found.suggestions.map(({ kind, reason }) => [kind, reason])).toEqual([
      [SHORTER_INTERVAL, WORSENED],
      [LESS_PRESSURE, WORSENED],
      [CONSULTATION, WORSENED],
      [LONGER_INTERVAL, SORE_REPEATEDLY],
    ]);
  });
});

describe('what is accepted', () => {
  const accepted = (pain: Point[], kind: SuggestionKind, terms = CHRONIC, sessionsDone = 3): PlanTerms => {
    const { suggestions } = review(pain, { terms, sessionsDone });
    return acceptSuggestion(
      terms,
      suggestions.find((one) => one.kind === kind)!,
      '2026-01-20',
    );
  };

  it('as a longer interval begins a new block with it', () => {
    expect(accepted(weekly(8, 6, 5), LONGER_INTERVAL)).toEqual({
      ...CHRONIC,
      interval: 'P14D',
      blockFrom: '2026-01-20',
      reviewOn: '2026-06-09',
    });
  });

  it('as maintenance ends the block', () => {
    expect(accepted([], MAINTENANCE, CHRONIC, 10)).toMatchObject({
      ...{ interval: 'P14D', blockSessions: null, maintenanceInterval: null, reviewOn: '2026-04-20' },
    });
  });

  it('as less pressure leaves the interval alone', () => {
    expect(accepted(weekly(4, 6), LESS_PRESSURE, FIBROMYALGIA)).toMatchObject({
      interval: 'P7D',
      pressure: { min: 1, max: 2 },
    });
  });

  it('answers the review: nothing is suggested again for the same scores', () => {
    for (const kind of [SHORTER_INTERVAL, CONSULTATION]) {
      const terms = accepted(weekly(4, 6), kind, { ...CHRONIC, interval: 'P14D' });
      expect(review(weekly(4, 6), { terms, sessionsDone: 0 })).toEqual({ reasons: [], suggestions: [] });
    }
  });
});
