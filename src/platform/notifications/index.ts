export { calendarFile } from './calendar-file.js';
export type { CalendarMethod, Mail, MailAddress, Mailer } from './mailer.js';
export { MAILER } from './mailer.js';
export type { LaterReason, RefusalReason, Sending } from './sending.js';
export { LATER_REASONS, REFUSAL_REASONS } from './sending.js';
export type { Sms, SmsSender } from './sms-sender.js';
export { SMS_SENDER } from './sms-sender.js';
