import type { Catalogue, Language } from './language.js';

/** What every page may have to say, whatever it is about. */
export interface PageMessages {
  readonly thereIsAProblem: string;
  readonly dead: Told;
  readonly busy: Told;
  readonly odd: Told;
  readonly broken: (id: string) => Told;
}

/** A page that only says something. */
interface Told {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export const PAGE_MESSAGES: Catalogue<PageMessages> = {
  en: {
    thereIsAProblem: 'Please look at these again',
    dead: {
      title: 'This link does not work',
      paragraphs: [
        'It may have ended, or have been used already, or a part of it may be missing.',
        'If you were in the middle of something, open the link from your message again: what you saved is still there.',
        'If that does not help, ask the clinic for a new link.',
      ],
    },
    busy: {
      title: 'Please wait a few minutes',
      paragraphs: ['There were too many attempts from your network. Wait 15 minutes, then open your link again.'],
    },
    odd: {
      title: 'We could not take that',
      paragraphs: ['Nothing was changed. Go back, load the page again, and send it once more.'],
    },
    broken: (id) => ({
      title: 'Something went wrong on our side',
      paragraphs: [
        'What you saved before is safe. Please try again in a few minutes.',
        `If it happens again, tell the clinic this number: ${id}`,
      ],
    }),
  },
};

/** The heading of a list of what is wrong on a page. */
export const thereIsAProblem = (language: Language): string => PAGE_MESSAGES[language].thereIsAProblem;
