export { TRIAGE_KINDS } from './domain/follow-up-kinds.js';
export { isUrgent } from './domain/follow-up-kinds.js';
export { FOLLOW_UP_FACTS } from './facts.js';
export { FollowUpsModule } from './follow-ups.module.js';
export { FollowUp as FollowUpType } from './graphql/follow-up-types.js';
export { memberNameLoader } from './graphql/follow-ups-resolver.js';
export { openFollowUp, openFollowUps, settleFollowUps } from './open-follow-up.js';
export type { FollowUpWish } from './open-follow-up.js';
