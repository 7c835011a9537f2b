import type { Catalogue } from '../../../platform/pages/index.js';

interface AlertTexts {
  readonly title: string;
  readonly waits: string;
  readonly whatToDo: string;
  readonly take: string;
  readonly taken: { readonly title: string; readonly byYou: string; readonly bySomebody: string };
}

/** What the page of an alert says: nothing of whom it is about, or what was answered. */
export const ALERT_MESSAGES: Catalogue<AlertTexts> = {
  en: {
    title: 'Something urgent waits',
    waits: 'A client of your clinic has given answers that cannot wait.',
    whatToDo: 'Take it, so that nobody else is called. Then sign in: it stands first on the list of tasks.',
    take: 'I am taking it',
    taken: {
      title: 'It is taken',
      byYou: 'You have taken it. Please sign in now and look at the list of tasks.',
      bySomebody: 'Somebody else has taken it, or it is done. There is nothing to do for you.',
    },
  },
};
