import type { Catalogue } from '../../../platform/pages/index.js';
import { Triage } from '../domain/index.js';

interface Advice {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** What the pages of a check-in say around its questions. None of it says what somebody has, or promises anything. */
export interface CheckInMessages {
  readonly title: string;
  readonly landing: {
    readonly intro: string;
    readonly points: (until: string) => readonly string[];
    readonly open: string;
  };
  readonly forWhom: (name: string) => string;
  readonly aboutVisit: (date: string) => string;
  readonly errorPrefix: string;
  readonly unanswered: string;
  readonly send: string;
  readonly advice: Readonly<Record<Exclude<Triage, Triage.EMERGENCY>, Advice>>;
  readonly emergency: { readonly title: string; readonly text: string; readonly call: (number: string) => string };
  /** What to do if it gets worse, with the number that calls help where that is known. */
  readonly ifWorse: (number: string | null) => string;
  readonly readBack: string;
  readonly sentAt: (moment: string) => string;
  readonly close: string;
  readonly closed: Advice;
}

export const CHECK_IN_MESSAGES: Catalogue<CheckInMessages> = {
  en: {
    title: 'How are you after your visit?',
    landing: {
      intro: 'Please tell us how you are after your visit. Your therapist reads it.',
      points: (until) => ['It takes about a minute.', `You can open this link until ${until}.`],
      open: 'Answer',
    },
    forWhom: (name) => `For ${name}`,
    aboutVisit: (date) => `About your visit on ${date}.`,
    errorPrefix: 'Problem: ',
    unanswered: 'Please answer this question.',
    send: 'Send',
    advice: {
      [Triage.EXPECTED]: {
        title: 'Thank you',
        paragraphs: [
          'It is common to be a little sore after a session. It mostly passes within two days.',
          'Gentle movement, rest, and a warm shower may help. Leave out whatever does not feel right.',
        ],
      },
      [Triage.WATCH]: {
        title: 'Thank you. We will ask you again',
        paragraphs: [
          'Your therapist sees your answer, and we will ask you once more how you are.',
          'Until then, gentle movement and rest may help. Leave out whatever makes it worse.',
        ],
      },
      [Triage.FOLLOW_UP]: {
        title: 'Thank you. Your therapist will call you',
        paragraphs: [
          'Your therapist reads your answer, and calls you within one working day.',
          'Until then, go easy on what hurts, and put no pressure or heat on it.',
        ],
      },
      [Triage.REFER]: {
        title: 'Please see a health professional',
        paragraphs: [
          'You are still sore a week after your visit. We recommend that a doctor or another health professional looks at it.',
          'Your therapist reads your answer, and calls you within one working day.',
        ],
      },
    },
    emergency: {
      title: 'Please get medical help now',
      text: 'What you told us can need urgent care. Call your local emergency number, or go to the nearest emergency department. Do not wait for us to call. The practice has been told to look at your answer.',
      call: (number) => `Call ${number}`,
    },
    ifWorse: (number) =>
      `If it gets worse, or you notice something new, call the clinic. In an emergency call ${number ?? 'your local emergency number'}.`,
    readBack: 'What you sent',
    sentAt: (moment) => `Sent on ${moment}.`,
    close: 'Close',
    closed: { title: 'Thank you', paragraphs: ['You can close this window now.'] },
  },
};
