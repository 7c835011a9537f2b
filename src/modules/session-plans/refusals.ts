import type { PlanStatus } from './domain/index.js';

/** The client has a plan that has not ended. */
export interface PlanStands {
  readonly kind: 'plan_stands';
  readonly planId: string;
}

/** This cannot be done to a plan that stands there. */
export interface WrongPlanStatus {
  readonly kind: 'wrong_plan_status';
  readonly status: PlanStatus;
}

/** What was suggested is suggested no longer. */
export interface SuggestionGone {
  readonly kind: 'suggestion_gone';
}
