export { SESSION_PLAN_FACTS } from './facts.js';
export { SessionPlansModule } from './session-plans.module.js';
export { SessionPlansPart } from './session-plans-part.js';
