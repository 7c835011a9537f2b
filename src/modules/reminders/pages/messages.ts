import type { Catalogue } from '../../../platform/pages/index.js';

/** What was done, or was not, as the page says it that follows. */
export const SAID = ['confirmed', 'cancelled', 'moved', 'kept', 'changed', 'late', 'closed', 'not_online'] as const;
export type Said = (typeof SAID)[number];

/** What the pages about a visit say. */
export interface VisitMessages {
  readonly title: string;
  readonly forWhom: (name: string) => string;
  readonly landing: { readonly intro: string; readonly open: string };
  readonly facts: Record<'date' | 'time' | 'where' | 'phone', string>;
  readonly stands: Record<'booked' | 'confirmed' | 'kept' | 'cancelled' | 'over' | 'now', string>;
  readonly acts: Record<'confirm' | 'change' | 'cancel' | 'back', string>;
  /** Before the clinic's number, where it has one. */
  readonly call: Record<'late' | 'again' | 'else', string>;
  readonly said: Readonly<Record<Said, string>>;
  readonly cancelling: Record<'title' | 'ask' | 'yes' | 'no', string>;
  readonly times: {
    readonly title: string;
    readonly now: (when: string) => string;
    readonly zone: (name: string) => string;
    readonly same: string;
    readonly others: string;
    readonly none: string;
    readonly earlier: string;
    readonly later: string;
  };
  readonly moving: {
    readonly title: string;
    readonly ask: string;
    readonly from: string;
    readonly to: string;
    readonly other: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly taken: Record<'title' | 'text' | 'next' | 'more', string>;
}

export const VISIT_MESSAGES: Catalogue<VisitMessages> = {
  en: {
    title: 'Your appointment',
    forWhom: (name) => `For ${name}`,
    landing: {
      intro: 'Here you can see your appointment, confirm it, move it, or cancel it.',
      open: 'Show my appointment',
    },
    facts: { date: 'Date', time: 'Time', where: 'Place', phone: 'Phone' },
    stands: {
      booked: 'This appointment is booked.',
      confirmed: 'You have confirmed this appointment.',
      kept: 'We keep this time for you, and will be in touch about it.',
      cancelled: 'This appointment is cancelled.',
      over: 'This appointment is over.',
      now: 'This appointment has begun.',
    },
    acts: {
      confirm: 'Confirm: I will come',
      change: 'Move to another time',
      cancel: 'Cancel the appointment',
      back: 'Back to my appointment',
    },
    call: {
      late: 'It is too late to move or cancel it here. Please call us.',
      again: 'Would you like another time? Please call us.',
      else: 'Please call us.',
    },
    said: {
      confirmed: 'Thank you. You have confirmed your appointment.',
      cancelled: 'Your appointment is cancelled. Nothing more is needed.',
      moved: 'Your appointment has been moved.',
      kept: 'Your appointment has been moved. We keep this time for you, and will be in touch about it.',
      changed: 'Your appointment was changed in the meantime, and nothing was done. This is how it stands now.',
      late: 'It is too late to do that here, and nothing was changed. Please call us.',
      closed: 'That is not possible any more, and nothing was changed. This is how your appointment stands.',
      not_online: 'This time cannot be booked here, and your appointment stays as it is. Please call us.',
    },
    cancelling: {
      title: 'Cancel your appointment?',
      ask: 'Your time is given to somebody else then.',
      yes: 'Yes, cancel it',
      no: 'No, keep it',
    },
    times: {
      title: 'Choose another time',
      now: (when) => `Your appointment is now: ${when}.`,
      zone: (name) => `Times are those of the clinic (${name}).`,
      same: 'With your therapist',
      others: 'With another therapist',
      none: 'No free times in these days.',
      earlier: 'Earlier days',
      later: 'Later days',
    },
    moving: {
      title: 'Move your appointment?',
      ask: 'Please check the new time.',
      from: 'Until now',
      to: 'New time',
      other: 'With another therapist.',
      yes: 'Yes, move it',
      no: 'No, choose another time',
    },
    taken: {
      title: 'This time has just been taken',
      text: 'Your appointment stays as it is.',
      next: 'The next free times',
      more: 'Show all free times',
    },
  },
};
