import type { Catalogue } from '../../platform/pages/index.js';

/** The text of one message: `{{ first_name }}` and the like are filled in (`render-text.ts`). */
export interface MessageText {
  readonly email: { readonly subject: string; readonly body: string };
  readonly sms: string;
}

/** The variables that every text may use. */
export const VARIABLES = ['first_name', 'practice', 'clinic', 'address', 'phone', 'date', 'time', 'link'] as const;

const HELLO = 'Hello {{ first_name }},';
const WHEN_AND_WHERE = `{{ date }}
{{ time }}
{{ clinic }}
{{ address }}`;
const BYE = `{{ practice }}
{{ phone }}`;
const letter = (...paragraphs: string[]): string => [HELLO, ...paragraphs, BYE].join('\n\n');

/**
 * The texts that ship, by kind and, where a kind has several, `kind_variant`. First name, time, place and a link, and nothing that
 * tells what for (DOMAIN.md, Messages).
 */
const ENGLISH = {
  booking_confirmation: {
    email: {
      subject: 'Your appointment on {{ date }}',
      body: letter('your appointment is booked:', WHEN_AND_WHERE, 'To confirm, change or cancel it: {{ link }}'),
    },
    sms: '{{ practice }}: your appointment is booked, {{ date }}, {{ time }}, {{ clinic }}. To change it: {{ link }}',
  },
  booking_confirmation_pending: {
    email: {
      subject: 'Your appointment on {{ date }} is kept for you',
      body: letter('we keep this time for you, and will be in touch about it:', WHEN_AND_WHERE, 'More: {{ link }}'),
    },
    sms: '{{ practice }}: we keep {{ date }}, {{ time }}, {{ clinic }} for you and will be in touch. More: {{ link }}',
  },
  change_notice: {
    email: {
      subject: 'Your appointment has a new time: {{ date }}',
      body: letter('your appointment was moved. It is now:', WHEN_AND_WHERE, 'To change or cancel it: {{ link }}'),
    },
    sms: '{{ practice }}: your appointment was moved to {{ date }}, {{ time }}, {{ clinic }}. To change it: {{ link }}',
  },
  change_notice_pending: {
    email: {
      subject: 'Your appointment has a new time: {{ date }}',
      body: letter('we keep this new time for you, and will be in touch about it:', WHEN_AND_WHERE, 'More: {{ link }}'),
    },
    sms: '{{ practice }}: we keep the new time {{ date }}, {{ time }}, {{ clinic }} for you and will be in touch. More: {{ link }}',
  },
  cancellation_notice: {
    email: {
      subject: 'Your appointment on {{ date }} is cancelled',
      body: letter('this appointment is cancelled:', WHEN_AND_WHERE, 'Questions, or another time? Please call us.'),
    },
    sms: '{{ practice }}: your appointment on {{ date }}, {{ time }} is cancelled. Questions? {{ phone }}',
  },
  appointment_reminder: {
    email: {
      subject: 'Reminder: your appointment on {{ date }}',
      body: letter('we look forward to seeing you:', WHEN_AND_WHERE, 'To confirm, change or cancel: {{ link }}'),
    },
    sms: '{{ practice }}: your appointment is on {{ date }}, {{ time }}, {{ clinic }}. Confirm or change: {{ link }}',
  },
  intake_request: {
    email: {
      subject: 'Before your visit',
      body: letter('please fill in our form before your visit. It takes a few minutes, on a phone too:', '{{ link }}'),
    },
    sms: '{{ practice }}: please fill in our form before your visit: {{ link }}',
  },
  recall_reminder: {
    email: {
      subject: 'Time for your next appointment',
      body: letter('it is about time for your next appointment with us. Here you find times and book:', '{{ link }}'),
    },
    sms: '{{ practice }}: it is about time for your next appointment. Times and booking: {{ link }}',
  },
  recall_reminder_nudge: {
    email: {
      subject: 'Shall we see you again?',
      body: letter('you have no appointment with us yet. If you would like one:', '{{ link }}'),
    },
    sms: '{{ practice }}: you have no appointment with us yet. If you would like one: {{ link }}',
  },
  soreness_check_in: {
    email: {
      subject: 'How are you?',
      body: letter('how have you been since your visit? Please tell us, it takes a minute:', '{{ link }}'),
    },
    sms: '{{ practice }}: how have you been since your visit? Please tell us in a minute: {{ link }}',
  },
  soreness_check_in_repeat: {
    email: {
      subject: 'How are you?',
      body: letter(
        'we have not heard from you yet. If you like, tell us how you have been since your visit:',
        '{{ link }}',
      ),
    },
    sms: '{{ practice }}: if you like, tell us how you have been since your visit: {{ link }}',
  },
  staff_alert: {
    email: { subject: 'Urgent: please look now', body: letter('something urgent waits for you: {{ link }}') },
    sms: 'URGENT, {{ practice }}: please look now: {{ link }}',
  },
  staff_nudge: {
    email: {
      subject: 'A task is due soon',
      body: letter('one of your tasks is due soon. Please sign in and look at your list.'),
    },
    sms: '{{ practice }}: one of your tasks is due soon. Please look at your list.',
  },
  staff_nudge_overdue: {
    email: {
      subject: 'A task is overdue',
      body: letter('a task of your practice was not done in time. Please sign in and look at the list.'),
    },
    sms: '{{ practice }}: a task was not done in time. Please look at the list.',
  },
  staff_nudge_note: {
    email: {
      subject: 'A note waits for your signature',
      body: letter('the note of a visit is not signed yet. Please sign in and look at your list.'),
    },
    sms: '{{ practice }}: the note of a visit waits for your signature.',
  },
  licence_warning: {
    email: {
      subject: 'A licence ends on {{ date }}',
      body: letter(
        'a licence ends on {{ date }}. Nobody can be booked with its holder afterwards. Please sign in and look.',
      ),
    },
    sms: '{{ practice }}: a licence ends on {{ date }}. Please look.',
  },
} as const satisfies Record<string, MessageText>;

export type TextKey = keyof typeof ENGLISH;
export const TEXT_KEYS = Object.keys(ENGLISH) as readonly TextKey[];
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(ENGLISH, key);

/** In every language that messages are written in. */
export const DEFAULT_TEXTS: Catalogue<Readonly<Record<TextKey, MessageText>>> = { en: ENGLISH };

/** What stands before the link at the end of every mail to a client. It is no part of a practice's text: nobody can leave it out. */
export const PREFERENCES_LINE: Catalogue<string> = { en: 'Choose which messages you get, or none:' };
