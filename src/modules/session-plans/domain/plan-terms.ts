import type { Violation } from '../../../kernel/index.js';
import type { PressureRange } from '../../practices/domain/index.js';
import { suggestionFor } from './goal.js';
import type { Goal, GoalSuggestion, Range, Season } from './goal.js';
import { addInterval, INTERVAL_RULE, parseInterval } from './interval.js';
import type { Interval } from './interval.js';
import { PlanStatus } from './plan-state.js';

/** What a plan says: how often, for how long, and what for. Dates are YYYY-MM-DD by the clinic's calendar. */
export interface PlanTerms {
  readonly goal: Goal;
  readonly season: Season | null;
  readonly interval: Interval;
  /** How many sessions before it is looked at again; null: until the review date. */
  readonly blockSessions: number | null;
  /** The date on which the block begins: sessions from then on count. */
  readonly blockFrom: string;
  readonly maintenanceInterval: Interval | null;
  readonly reviewOn: string | null;
  readonly sessionMinutes: Range | null;
  readonly pressure: PressureRange | null;
  readonly remarks: string | null;
}

/** A plan without a block is looked at again after as long as this. */
const OPEN_PLAN_REVIEW: Interval = 'P3M';

const MOST_SESSIONS = 60;
const SHORTEST_MINUTES = 10;
const LONGEST_MINUTES = 240;
export const LONGEST_REMARKS = 4000;

/**
 * The terms that a goal's suggestion begins with on a date. Of a block of four to six sessions six are planned, and the
 * review date is when the fourth has had its interval: it is looked at within the block, whatever comes first.
 */
export function startingTerms(suggestion: GoalSuggestion, startsOn: string): PlanTerms {
  const { goal, season, interval, block, maintenanceInterval, sessionMinutes, pressure } = suggestion;
  return {
    ...{ goal, season, interval, maintenanceInterval, sessionMinutes, pressure },
    blockSessions: block && (block.max ?? block.min),
    blockFrom: startsOn,
    reviewOn: reviewDate(interval, block?.min ?? null, startsOn),
    remarks: null,
  };
}

/** When so many sessions after a date, each an interval after the one before, have had theirs; without a block after three months. */
export function reviewDate(interval: Interval, sessions: number | null, from: string): string {
  if (sessions === null) return addInterval(from, OPEN_PLAN_REVIEW);
  let reached = from;
  for (let session = 0; session < sessions; session += 1) reached = addInterval(reached, interval);
  return reached;
}

/** Which rules the terms break: none where a plan may have them. Intervals are in the form in which they are kept. */
export function termsViolations(terms: PlanTerms): Violation[] {
  const { goal, season, interval, maintenanceInterval, blockSessions, blockFrom, reviewOn, remarks } = terms;
  const broken: (Violation | null)[] = [
    broke('interval', parseInterval(interval) !== interval, INTERVAL_RULE),
    broke(
      'maintenanceInterval',
      maintenanceInterval !== null && parseInterval(maintenanceInterval) !== maintenanceInterval,
      INTERVAL_RULE,
    ),
    broke(
      'season',
      suggestionFor(goal, season) === undefined,
      'must be given for recovery and sport, and for no other goal',
    ),
    broke(
      'blockSessions',
      blockSessions !== null && !isWhole(blockSessions, 1, MOST_SESSIONS),
      `must be from 1 to ${MOST_SESSIONS}`,
    ),
    broke('reviewOn', reviewOn !== null && reviewOn < blockFrom, 'must not be before the plan starts'),
    ...sessionViolations(terms),
    broke('remarks', (remarks?.length ?? 0) > LONGEST_REMARKS, `must have at most ${LONGEST_REMARKS} characters`),
  ];
  return broken.filter((one) => one !== null);
}

function sessionViolations({ sessionMinutes, pressure }: PlanTerms): (Violation | null)[] {
  const outside = (range: Range | null, min: number, max: number): boolean =>
    range !== null && !(isWhole(range.min, min, max) && isWhole(range.max, range.min, max));
  return [
    broke(
      'sessionMinutes',
      outside(sessionMinutes, SHORTEST_MINUTES, LONGEST_MINUTES),
      `must go from ${SHORTEST_MINUTES} to ${LONGEST_MINUTES} minutes, the shorter one first`,
    ),
    broke('pressure', outside(pressure, 1, 5), 'must be within 1 to 5, the lighter one first'),
  ];
}

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && min <= value && value <= max;

const broke = (field: string, holds: boolean, rule: string): Violation | null =>
  holds ? { field, rule: 'plan', message: `${field} ${rule}` } : null;

/** What of the terms is to change; undefined: nothing of it. */
export type TermsChange = Partial<Omit<PlanTerms, 'blockFrom'>> & { readonly startsOn?: string };

/**
 * The terms after a change on a date. Another interval, block or goal begins a new block, and moves the review date with it
 * unless that is given. When a plan starts can be told until it has been accepted.
 */
export function changedTerms(
  terms: PlanTerms,
  { startsOn, ...changes }: TermsChange,
  { status, today }: { readonly status: PlanStatus; readonly today: string },
): PlanTerms {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next: PlanTerms = { ...terms, ...given };
  const isProposed = status === PlanStatus.PROPOSED;
  const begins =
    next.interval !== terms.interval || next.blockSessions !== terms.blockSessions || next.goal !== terms.goal;
  const blockFrom = (isProposed ? startsOn : undefined) ?? (begins && !isProposed ? today : terms.blockFrom);
  if (!begins && blockFrom === terms.blockFrom) return next;
  const reviewOn = reviewDate(next.interval, next.blockSessions, blockFrom);
  return { ...next, blockFrom, reviewOn: changes.reviewOn === undefined ? reviewOn : changes.reviewOn };
}
