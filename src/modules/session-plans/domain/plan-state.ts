import { addInterval } from './interval.js';
import type { Interval } from './interval.js';

/** What has been decided about a plan. */
export enum PlanStatus {
  PROPOSED = 'proposed',
  ACTIVE = 'active',
  PAUSED = 'paused',
  ENDED = 'ended',
}

/** What can be done to a plan, from where to where. */
export const PLAN_STEPS = {
  change: { from: [PlanStatus.PROPOSED, PlanStatus.ACTIVE, PlanStatus.PAUSED], to: null },
  accept: { from: [PlanStatus.PROPOSED], to: PlanStatus.ACTIVE },
  pause: { from: [PlanStatus.ACTIVE], to: PlanStatus.PAUSED },
  resume: { from: [PlanStatus.PAUSED], to: PlanStatus.ACTIVE },
  end: { from: [PlanStatus.PROPOSED, PlanStatus.ACTIVE, PlanStatus.PAUSED], to: PlanStatus.ENDED },
} as const satisfies Record<string, { from: readonly PlanStatus[]; to: PlanStatus | null }>;

export type PlanStep = keyof typeof PLAN_STEPS;

/** The status after a step, or null where the step cannot be taken. */
export function statusAfter(step: PlanStep, status: PlanStatus): PlanStatus | null {
  const { from, to }: { from: readonly PlanStatus[]; to: PlanStatus | null } = PLAN_STEPS[step];
  return from.includes(status) ? (to ?? status) : null;
}

/** What can be done to a plan of this status. */
export const possibleSteps = (status: PlanStatus): PlanStep[] =>
  (Object.keys(PLAN_STEPS) as PlanStep[]).filter((step) => statusAfter(step, status) !== null);

/** Whether an active plan's client should be asked to come. */
export enum DueState {
  NOT_DUE = 'not_due',
  /** A visit is booked. */
  BOOKED = 'booked',
  DUE = 'due',
  OVERDUE = 'overdue',
  LAPSED = 'lapsed',
}

/** How long before the due date a client counts as due, and how long after it as overdue, before the plan lapses: the practice's. */
export interface DueIntervals {
  readonly lead: Interval;
  readonly nudge: Interval;
}

/**
 * Where an active plan stands on a date, all YYYY-MM-DD. It lapses when the nudge has gone by as well and still no visit
 * is booked (DOMAIN.md, Session plan).
 */
export function dueState({
  dueOn,
  today,
  hasVisitToCome,
  intervals: { lead, nudge },
}: {
  readonly dueOn: string;
  readonly today: string;
  readonly hasVisitToCome: boolean;
  readonly intervals: DueIntervals;
}): DueState {
  if (hasVisitToCome) return DueState.BOOKED;
  if (today > addInterval(dueOn, nudge)) return DueState.LAPSED;
  if (today > dueOn) return DueState.OVERDUE;
  return addInterval(today, lead) >= dueOn ? DueState.DUE : DueState.NOT_DUE;
}
