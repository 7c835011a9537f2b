import type { FollowUpKind, NoReminderReason } from '../api/generated/graphql.js';

/** DOMAIN.md, Licences: the first warning comes 60 days before the end. */
export const LICENCE_DAYS = 60;

export const FOLLOW_UP: Readonly<Record<FollowUpKind, string>> = {
  ADVERSE_EVENT: 'Look at what went wrong',
  CLEARANCE_NEEDED: 'Ask for the clearance',
  CLEARANCE_RELEASED: 'A slot was released: speak to the client',
  GLASS_BROKEN: 'A record was opened by break-glass',
  PLAN_REVIEW: 'Review the plan',
  SCREENING_WORSENED: 'Look at new answers before the visit',
  SMS_CANCEL: 'Ask what “cancel” meant',
  SMS_NO: 'Cannot come, by SMS: call',
  SMS_REPLY: 'Read and answer an SMS',
  SORENESS_EMERGENCY: 'Call at once',
  SORENESS_FOLLOW_UP: 'Call the client',
  SORENESS_REFER: 'Call, and refer',
  SORENESS_WATCH: 'Keep an eye on the client',
  URGENT: 'Urgent: speak to the client',
  VISIT_DECISION_NEEDED: 'Decide before the session',
};

export const NO_REMINDER: Readonly<Record<NoReminderReason, string>> = {
  LONG_OVERDUE: 'overdue for long when the plan was entered',
  NEVER_ASKED: 'was never asked whether they want reminders',
  NOT_NOW: 'not now, by screening',
  NO_ADDRESS: 'no address for the channel they agreed to',
  OPEN_TASK: 'somebody is to speak to them first',
  OPTED_OUT: 'does not want reminders',
  OTHER_PLAN: 'a later plan counts',
  VISIT_BOOKED: 'a visit is booked',
  VISIT_OPEN: 'a visit of yesterday is still open',
};
