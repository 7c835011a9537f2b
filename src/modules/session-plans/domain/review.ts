import type { PressureRange } from '../../practices/domain/index.js';
import { Direction, Instrument, isOnArrival, meaningfulChange } from '../../outcomes/domain/index.js';
import type { Point } from '../../outcomes/domain/index.js';
import { longerInterval, shorterInterval } from './interval.js';
import type { Interval } from './interval.js';
import { reviewDate } from './plan-terms.js';
import type { PlanTerms } from './plan-terms.js';

/** Why a plan should be looked at (DOMAIN.md, Session plan), the graver reasons first. */
export enum ReviewReason {
  WORSENED = 'worsened',
  SORE_REPEATEDLY = 'sore_repeatedly',
  IMPROVED = 'improved',
  BLOCK_DONE = 'block_done',
  REVIEW_DATE = 'review_date',
}

export enum SuggestionKind {
  MAINTENANCE = 'maintenance',
  LONGER_INTERVAL = 'longer_interval',
  SHORTER_INTERVAL = 'shorter_interval',
  LESS_PRESSURE = 'less_pressure',
  CONSULTATION = 'consultation',
}

/** A change to consider. Nothing changes until a therapist accepts it. */
export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly reason: ReviewReason;
  /** Of an interval. */
  readonly interval: Interval | null;
  /** Of less pressure. */
  readonly pressure: PressureRange | null;
}

export interface Review {
  readonly reasons: readonly ReviewReason[];
  /** At most one of each kind. */
  readonly suggestions: readonly Suggestion[];
}

export interface ReviewInput {
  readonly terms: PlanTerms;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Treatments completed since the block began. */
  readonly sessionsDone: number;
  /** Scores of pain, by time. Those from before the block do not count. */
  readonly pain: readonly Point[];
  /** How many check-ins since the block began were answered with soreness to watch, or worse. */
  readonly soreReplies: number;
}

const SESSIONS_THAT_SHOW = 2;
const REPEATEDLY = 2;

/** Whether a plan should be looked at, why, and what could be changed. */
export function reviewPlan(input: ReviewInput): Review {
  const reasons = reasonsOf(input);
  const suggestions = new Map<SuggestionKind, Suggestion>();
  for (const one of reasons.flatMap((reason) => suggestionsOf(reason, input.terms))) {
    if (!suggestions.has(one.kind)) suggestions.set(one.kind, one);
  }
  return { reasons, suggestions: [...suggestions.values()] };
}

function reasonsOf({ terms, today, sessionsDone, pain, soreReplies }: ReviewInput): ReviewReason[] {
  const { reviewOn, blockSessions, blockFrom } = terms;
  const course = pain.filter((point) => isOnArrival(point) && point.date >= blockFrom);
  const worsened = hasWorsened(course);
  const found: Readonly<Record<ReviewReason, boolean>> = {
    [ReviewReason.WORSENED]: worsened,
    [ReviewReason.SORE_REPEATEDLY]: soreReplies >= REPEATEDLY,
    [ReviewReason.IMPROVED]: !worsened && hasImproved(course),
    [ReviewReason.BLOCK_DONE]: blockSessions !== null && sessionsDone >= blockSessions,
    [ReviewReason.REVIEW_DATE]: reviewOn !== null && today >= reviewOn,
  };
  return Object.values(ReviewReason).filter((reason) => found[reason]);
}

/** The client came to the last two sessions in meaningfully less pain than when the block began. */
function hasImproved([first, ...later]: readonly Point[]): boolean {
  const last = later.slice(-SESSIONS_THAT_SHOW);
  return (
    first !== undefined && last.length === SESSIONS_THAT_SHOW && last.every(isMeaningfully(Direction.BETTER, first))
  );
}

/** The client came to the last session in meaningfully more pain than when the block began, or than to the session before. */
function hasWorsened(course: readonly Point[]): boolean {
  const [first, last, previous] = [course[0], course.at(-1), course.at(-2)];
  if (!first || !last || !previous) return false;
  return [first, previous].some((earlier) => isMeaningfully(Direction.WORSE, earlier)(last));
}

const isMeaningfully =
  (direction: Direction, from: Point) =>
  (to: Point): boolean => {
    const change = meaningfulChange(Instrument.PAIN, from.value, to.value);
    return change.meaningful && change.direction === direction;
  };

function suggestionsOf(reason: ReviewReason, terms: PlanTerms): Suggestion[] {
  const change = { reason, interval: null, pressure: null };
  const toInterval = (kind: SuggestionKind, interval: Interval | null): Suggestion[] =>
    interval && interval !== terms.interval ? [{ ...change, kind, interval }] : [];
  switch (reason) {
    case ReviewReason.REVIEW_DATE:
      return [];
    case ReviewReason.BLOCK_DONE:
      return toInterval(SuggestionKind.MAINTENANCE, terms.maintenanceInterval);
    case ReviewReason.IMPROVED:
      return toInterval(SuggestionKind.LONGER_INTERVAL, longerInterval(terms.interval));
    case ReviewReason.WORSENED:
      return [
        ...toInterval(SuggestionKind.SHORTER_INTERVAL, shorterInterval(terms.interval)),
        ...lessPressure(reason, terms),
        { ...change, kind: SuggestionKind.CONSULTATION },
      ];
    case ReviewReason.SORE_REPEATEDLY:
      return [
        ...lessPressure(reason, terms),
        ...toInterval(SuggestionKind.LONGER_INTERVAL, longerInterval(terms.interval)),
        { ...change, kind: SuggestionKind.CONSULTATION },
      ];
  }
}

/** One step less of Walton's scale, where the plan names a pressure. */
function lessPressure(reason: ReviewReason, { pressure }: PlanTerms): Suggestion[] {
  if (!pressure || pressure.max === 1) return [];
  const max = pressure.max - 1;
  const lighter = { min: Math.min(pressure.min, max), max };
  return [{ kind: SuggestionKind.LESS_PRESSURE, reason, interval: null, pressure: lighter }];
}

/**
 * The terms after a suggestion was accepted on a date. Whatever is accepted answers the review, and a new block begins:
 * later scores are compared with those from then on. A consultation changes nothing else.
 */
export function acceptSuggestion(terms: PlanTerms, { interval, pressure, kind }: Suggestion, today: string): PlanTerms {
  const maintained = kind === SuggestionKind.MAINTENANCE;
  const next = {
    ...terms,
    interval: interval ?? terms.interval,
    pressure: pressure ?? terms.pressure,
    blockSessions: maintained ? null : terms.blockSessions,
    maintenanceInterval: maintained ? null : terms.maintenanceInterval,
    blockFrom: today,
  };
  return { ...next, reviewOn: reviewDate(next.interval, next.blockSessions, today) };
}
