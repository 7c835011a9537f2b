export { offersOf, usualMinute } from './offers.js';
export type { Offer, Offers } from './offers.js';
export { NoReminderReason, nextLookOn, recallOf } from './recall.js';
export type { Recall, RecallInput, ReminderStep } from './recall.js';
export { reminderMoment, startOfDate } from './reminder-moment.js';
