import type { Channel, MessageTextKey } from '../../api/generated/graphql.js';

export const TEXT: Readonly<Record<MessageTextKey, string>> = {
  APPOINTMENT_REMINDER: 'Reminder of a visit',
  BOOKING_CONFIRMATION: 'Confirmation',
  BOOKING_CONFIRMATION_PENDING: 'Confirmation, while a clearance is waited for',
  CANCELLATION_NOTICE: 'Cancellation',
  CHANGE_NOTICE: 'Change of a visit',
  CHANGE_NOTICE_PENDING: 'Change, while a clearance is waited for',
  INTAKE_REQUEST: 'Intake form',
  LICENCE_WARNING: 'Licence warning',
  RECALL_REMINDER: 'Reminder to book',
  RECALL_REMINDER_NUDGE: 'Reminder to book, the second one',
  SORENESS_CHECK_IN: 'Check-in',
  SORENESS_CHECK_IN_REPEAT: 'Check-in, once more',
  STAFF_ALERT: 'Alert to staff',
  STAFF_NUDGE: 'To staff: a task is due',
  STAFF_NUDGE_NOTE: 'To staff: a note is not signed',
  STAFF_NUDGE_OVERDUE: 'To staff: a task is overdue',
};

const CHANNEL: Readonly<Record<Channel, string>> = { EMAIL: 'E-mail', SMS: 'SMS' };

/** `German` of `de`. */
const languageWords = (code: string): string =>
  new Intl.DisplayNames(navigator.language, { type: 'language' }).of(code) ?? code;

/** Two letters, as in the addresses of texts. */
export const isLanguage = (code: string): boolean => /^[a-z]{2}$/.test(code);

export const placeWords = ({ channel, language }: { channel: Channel; language: string }): string =>
  `${CHANNEL[channel]}, ${languageWords(language)}`;
