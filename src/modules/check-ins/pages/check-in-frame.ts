import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import type { CheckInMessages } from './messages.js';

/** What all pages of one check-in know. */
export interface CheckInContext {
  readonly language: Language;
  readonly messages: CheckInMessages;
  readonly practice: string;
  /** Of the client: several links may be open on one phone. */
  readonly givenName: string;
  /** Of the visit, as a person reads it. */
  readonly visitDate: string;
  /** IANA zone of the clinic. */
  readonly zone: string;
  /** Local date there, YYYY-MM-DD. */
  readonly today: string;
  /** That calls help where the clinic is; null where it is not known. */
  readonly emergencyNumber: string | null;
  /** The path of the link's pages, as browsers ask for it. */
  readonly path: string;
  /** What every form carries. */
  readonly formToken: string;
}

/** A page of the check-in in its frame: whom it is for, and which visit it is about. */
export function checkInPage(
  { language, messages, practice, givenName, visitDate }: CheckInContext,
  { title, body, status }: { readonly title: string; readonly body: Content; readonly status?: number },
): Page {
  return {
    ...{ language, practice, status, title },
    body: [
      h('p', { class: 'soft' }, h('bdi', null, messages.forWhom(givenName))),
      h('p', { class: 'soft' }, messages.aboutVisit(visitDate)),
      body,
    ],
  };
}

/** What somebody with a red flag reads before all else, with the number that calls help where they are. */
export function emergencySection({ messages: { emergency }, emergencyNumber: number }: CheckInContext): Html {
  return h('section', { class: 'urgent', role: 'alert' }, [
    h('h2', null, emergency.title),
    number !== null && h('p', { class: 'call' }, h('a', { href: `tel:${number}` }, emergency.call(number))),
    h('p', null, emergency.text),
  ]);
}
