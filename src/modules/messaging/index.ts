export { civilTime, kindOf } from './domain/index.js';
export type { MessageKind, NotSentReason } from './domain/index.js';
export { MESSAGING_WORK, MessagingJobsModule } from './jobs/messaging-jobs.module.js';
export type { Composed, Later, MessageSource, MessageToSend, NotSent } from './message-source.js';
export { MessagingModule } from './messaging.module.js';
export { callOffMessages, planMessages } from './plan-messages.js';
export type { PlannedMessage } from './plan-messages.js';
export { messagesAbout, reviseMessages } from './revise-messages.js';
export type { LedgerMessage } from './revise-messages.js';
