export type { Course, VisitStatus } from './course.js';
export { amendmentOf } from './match-ledger.js';
export type { LedgerEntry } from './match-ledger.js';
export { DEFAULT_RULES, LEAD_HOURS, MOST_RULES } from './reminder-rules.js';
export type { Channel, DatedRule, ReminderRule } from './reminder-rules.js';
export { verdictOn } from './verdict.js';
export { isNotice, VISIT_KINDS } from './wanted-messages.js';
export type { Telling, VisitKind, WantedMessage } from './wanted-messages.js';
export { isToldAlready, wordingOf } from './wording.js';
