export { SESSION_PLAN_FACTS } from './facts.js';
export { standingOf } from './plan-standing.js';
export type { PlanStanding } from './plan-standing.js';
export { plansById } from './storage/session-plans.js';
export type { PlanRow } from './storage/session-plans.js';
export { SessionPlansModule } from './session-plans.module.js';
export { SessionPlansPart } from './session-plans-part.js';
export { readOpeningCalendars } from './storage/opening-calendars.js';
