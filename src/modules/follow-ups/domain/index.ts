export { FOLLOW_UPS } from './follow-up-kinds.js';
export type { Audience, FollowUpKind } from './follow-up-kinds.js';
