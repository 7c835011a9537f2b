import type { PressureRange } from '../../practices/domain/index.js';
import { EVERY_TWO_WEEKS, MONTHLY, WEEKLY } from './interval.js';
import type { Interval } from './interval.js';

/** What a plan is for (DOMAIN.md, Session plan). */
export enum Goal {
  ACUTE_OR_SPECIFIC = 'acute_or_specific',
  CHRONIC_NECK_OR_LOW_BACK_PAIN = 'chronic_neck_or_low_back_pain',
  HEADACHE_OR_MIGRAINE = 'headache_or_migraine',
  FIBROMYALGIA = 'fibromyalgia',
  RECOVERY_OR_SPORT = 'recovery_or_sport',
  WELLNESS = 'wellness',
}

/** Of recovery and sport alone. */
export enum Season {
  IN_SEASON = 'in_season',
  OUT_OF_SEASON = 'out_of_season',
}

/** Both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Where a plan for a goal may start. */
export interface GoalSuggestion {
  readonly goal: Goal;
  readonly season: Season | null;
  readonly label: string;
  readonly sessionMinutes: Range | null;
  /** The interval to begin with. */
  readonly interval: Interval;
  /** The longest that the goal suggests, where it gives a range. */
  readonly longestInterval: Interval | null;
  /** How many sessions before the plan is looked at again; `max` of null: that many or more. */
  readonly block: { readonly min: number; readonly max: number | null } | null;
  /** What follows the block. */
  readonly maintenanceInterval: Interval | null;
  readonly pressure: PressureRange | null;
}

const OPEN = { season: null, sessionMinutes: null, longestInterval: null, maintenanceInterval: null, pressure: null };

/** DOMAIN.md, Session plan: starting suggestions, which a therapist accepts or changes. */
export const GOAL_SUGGESTIONS: readonly GoalSuggestion[] = [
  {
    ...OPEN,
    goal: Goal.ACUTE_OR_SPECIFIC,
    label: 'Acute pain or a specific issue',
    sessionMinutes: { min: 30, max: 45 },
    interval: WEEKLY,
    block: { min: 4, max: 6 },
  },
  {
    ...OPEN,
    goal: Goal.CHRONIC_NECK_OR_LOW_BACK_PAIN,
    label: 'Chronic neck or low back pain',
    sessionMinutes: { min: 60, max: 60 },
    interval: WEEKLY,
    block: { min: 8, max: 10 },
    maintenanceInterval: EVERY_TWO_WEEKS,
  },
  {
    ...OPEN,
    goal: Goal.HEADACHE_OR_MIGRAINE,
    label: 'Tension headache or migraine',
    interval: WEEKLY,
    block: { min: 6, max: 6 },
  },
  {
    ...OPEN,
    goal: Goal.FIBROMYALGIA,
    label: 'Fibromyalgia',
    interval: WEEKLY,
    block: { min: 5, max: null },
    pressure: { min: 1, max: 3 },
  },
  {
    ...OPEN,
    goal: Goal.RECOVERY_OR_SPORT,
    season: Season.IN_SEASON,
    label: 'Recovery and sport, in season',
    interval: WEEKLY,
    block: null,
  },
  {
    ...OPEN,
    goal: Goal.RECOVERY_OR_SPORT,
    season: Season.OUT_OF_SEASON,
    label: 'Recovery and sport, out of season',
    interval: EVERY_TWO_WEEKS,
    longestInterval: MONTHLY,
    block: null,
  },
  {
    ...OPEN,
    goal: Goal.WELLNESS,
    label: 'Stress, sleep, posture and wellness',
    interval: EVERY_TWO_WEEKS,
    longestInterval: MONTHLY,
    block: null,
  },
];

/** The starting suggestion of a goal, or undefined where a season is missing or does not belong to it. */
export const suggestionFor = (goal: Goal, season: Season | null): GoalSuggestion | undefined =>
  GOAL_SUGGESTIONS.find((suggestion) => suggestion.goal === goal && suggestion.season === season);
