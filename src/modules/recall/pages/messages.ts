import type { Catalogue } from '../../../platform/pages/index.js';

/** What the pages say on which a client books the next visit. They name no treatment and no reason. */
export interface BookMessages {
  readonly title: string;
  readonly landing: {
    readonly intro: string;
    readonly points: (until: string) => readonly string[];
    readonly open: string;
  };
  readonly forWhom: (name: string) => string;
  readonly minutes: (count: number) => string;
  readonly place: string;
  readonly when: string;
  readonly length: string;
  readonly therapist: string;
  readonly choose: {
    readonly intro: string;
    readonly usual: (therapist: string) => string;
    readonly own: (therapist: string) => string;
    readonly others: string;
    readonly othersFirst: string;
    readonly option: (date: string, time: string, therapist: string) => string;
    readonly with: (therapist: string) => string;
    readonly none: string;
    readonly later: string;
    readonly sooner: string;
    readonly keepHeld: string;
  };
  readonly taken: string;
  readonly held: {
    readonly title: string;
    readonly until: (time: string, minutes: number) => string;
    readonly book: string;
    readonly other: string;
  };
  readonly booked: { readonly title: string; readonly paragraphs: readonly string[]; readonly close: string };
  readonly hasVisit: { readonly title: string; readonly text: string };
  readonly call: { readonly title: string; readonly text: string };
  readonly callAt: (phone: string) => string;
  readonly closed: { readonly title: string; readonly text: string };
}

export const BOOK_MESSAGES: Catalogue<BookMessages> = {
  en: {
    title: 'Your next visit',
    landing: {
      intro: 'Here you can choose a time for your next visit.',
      points: (until) => [
        'It takes a minute. You need no account.',
        'The time that you choose is kept for you while you decide.',
        `You can open this link until ${until}.`,
      ],
      open: 'Show times',
    },
    forWhom: (name) => `For ${name}`,
    minutes: (count) => `${count} minutes`,
    place: 'Where',
    when: 'When',
    length: 'How long',
    therapist: 'With',
    choose: {
      intro: 'Choose a time. You see it once more before it is booked.',
      usual: (therapist) => `With ${therapist}, about your usual time`,
      own: (therapist) => `More times with ${therapist}`,
      others: 'With somebody else',
      othersFirst: 'Times',
      option: (date, time, therapist) => `${date}, ${time}, with ${therapist}`,
      with: (therapist) => `with ${therapist}`,
      none: 'Nothing is open on these days.',
      later: 'Later days',
      sooner: 'Earlier days',
      keepHeld: 'Back to the time that is kept for you',
    },
    taken: 'That time is not free any more. These are open now:',
    held: {
      title: 'Is this right?',
      until: (time, minutes) =>
        minutes === 1
          ? `This time is kept for you until ${time}: one more minute.`
          : `This time is kept for you until ${time}: ${minutes} more minutes.`,
      book: 'Book this time',
      other: 'Choose another time',
    },
    booked: {
      title: 'Your visit is booked',
      paragraphs: ['We look forward to seeing you.', 'To change or cancel it, please call the clinic.'],
      close: 'Close this page',
    },
    hasVisit: {
      title: 'You have a visit to come',
      text: 'To change it, or to book another one, please call the clinic.',
    },
    call: { title: 'Please call the clinic', text: 'We would like to find a time together with you.' },
    callAt: (phone) => `Call ${phone}`,
    closed: { title: 'This page is closed', text: 'To see it again, open the link from your message.' },
  },
};
