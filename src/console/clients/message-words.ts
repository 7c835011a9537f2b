import type { Channel, MessageKind, MessagePurpose, MessageState } from '../api/generated/graphql.js';

export const MESSAGE: Readonly<Record<MessageKind, string>> = {
  APPOINTMENT_REMINDER: 'Reminder of a visit',
  BOOKING_CONFIRMATION: 'Confirmation',
  CANCELLATION_NOTICE: 'Cancellation',
  CHANGE_NOTICE: 'Change of a visit',
  INTAKE_REQUEST: 'Intake form',
  LICENCE_WARNING: 'Licence warning',
  RECALL_REMINDER: 'Reminder to book',
  SORENESS_CHECK_IN: 'Check-in',
  STAFF_ALERT: 'Alert to staff',
  STAFF_NUDGE: 'Nudge to staff',
};

export const MESSAGE_STATE: Readonly<Record<MessageState, string>> = {
  DELIVERED: 'delivered',
  DROPPED: 'not sent',
  FAILED: 'failed',
  PLANNED: 'planned',
  SENDING: 'being sent',
  SENT: 'sent',
};

export const CHANNEL: Readonly<Record<Channel, string>> = { EMAIL: 'e-mail', SMS: 'SMS' };

export const PURPOSE: Readonly<Record<MessagePurpose, string>> = {
  SERVICE: 'About their visits',
  RECALL: 'That they are due',
};
