export type { Composed, Later, MessageSource, MessageToSend, NotSent } from './message-source.js';
export { callOffMessages, planMessages } from './plan-messages.js';
export type { PlannedMessage } from './plan-messages.js';
