import type {
  PlanChoicesQuery,
  PlanReviewReason,
  PlanSuggestionKind,
  RecordPlanFragment,
  SessionPlanStatus,
} from '../api/generated/graphql.js';
import { intervalWords } from '../clients/plan-words.js';
import type { Plain } from '../notes/note.js';
import { wordsOf } from '../ui/words.js';

/** What plans can be for. */
export type PlanGoals = PlanChoicesQuery['planGoals'];

export const PLAN_STATUS: Readonly<Record<SessionPlanStatus, string>> = {
  PROPOSED: 'proposed',
  ACTIVE: 'live',
  PAUSED: 'paused',
  ENDED: 'ended',
};

export const REVIEW: Readonly<Record<PlanReviewReason, string>> = {
  BLOCK_DONE: 'its sessions are done',
  IMPROVED: 'better at two sessions in a row',
  REVIEW_DATE: 'its date has come',
  SORE_REPEATEDLY: 'sore after two sessions',
  WORSENED: 'worse',
};

const SUGGESTED: Readonly<Record<PlanSuggestionKind, string>> = {
  CONSULTATION: 'A consultation',
  LESS_PRESSURE: 'Less pressure',
  LONGER_INTERVAL: 'A longer interval',
  MAINTENANCE: 'Maintenance',
  SHORTER_INTERVAL: 'A shorter interval',
};

type Suggestion = Plain<RecordPlanFragment['suggestions'][number]>;

/** `A longer interval: every 14 days, as it is better at two sessions in a row`. */
export function suggestionWords({ kind, reason, interval, pressure }: Suggestion): string {
  const what = interval ? intervalWords(interval) : pressure ? `pressure ${rangeWords(pressure)}` : null;
  return `${SUGGESTED[kind]}${what ? `: ${what}` : ''} (${REVIEW[reason]})`;
}

/** `3–5`, `4` or `5 or more`. */
export function rangeWords({ min, max }: { readonly min: number; readonly max: number | null }): string {
  if (max === null) return `${min} or more`;
  return min === max ? String(min) : `${min}–${max}`;
}

/** By the API's own name for the goal. */
export const goalWords = (
  { goal, season }: Pick<RecordPlanFragment['terms'], 'goal' | 'season'>,
  goals: PlanGoals,
): string => goals.find((one) => one.goal === goal && one.season === season)?.label ?? wordsOf(goal);
