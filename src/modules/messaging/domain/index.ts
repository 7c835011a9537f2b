export { LEASE_MS, SEND_WITHIN_MS, waitAfter } from './delivery.js';
export { kindOf, MESSAGE_KINDS } from './message-kinds.js';
export type { MessageKind } from './message-kinds.js';
export { MESSAGE_STATES, NEXT_STATES, NOT_SENT_REASONS, OPEN_STATES } from './message-state.js';
export type { MessageState, NotSentReason } from './message-state.js';
export { civilTime, QUIET_HOURS } from './quiet-hours.js';
export type { QuietHours } from './quiet-hours.js';
