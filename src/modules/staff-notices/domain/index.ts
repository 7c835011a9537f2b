export { WARN_DAYS_BEFORE, warningDue } from './licence-warning.js';
export { callsOf } from './on-call.js';
export { NOTE_OVERDUE_AFTER_MS, NUDGE_BEFORE_MS } from './nudges.js';
