import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import { Filler, textIn } from '../domain/index.js';
import type { EmergencyAdvice } from '../emergency-advice.js';
import type { IntakeMessages } from './messages.js';
import type { Step } from './steps.js';

/** What all pages of one intake know. */
export interface IntakeContext {
  readonly language: Language;
  readonly messages: IntakeMessages;
  readonly practice: string;
  readonly advice: EmergencyAdvice;
  /** Of the client: several links may be open on one phone. */
  readonly givenName: string;
  /** Local date, YYYY-MM-DD. */
  readonly today: string;
  /** Until when the link opens, as a person reads it. */
  readonly until: string;
  /** The path of the link's pages, as browsers ask for it. */
  readonly path: string;
  /** What every form carries. */
  readonly formToken: string;
}

interface Framed {
  readonly title: string;
  readonly body: Content;
  readonly status?: number;
  readonly filler?: Filler;
  readonly isRedFlag?: boolean;
}

/** A page of the intake in its frame: whom it is for, and what is urgent before all else. */
export function intakePage(context: IntakeContext, { title, body, status, filler, isRedFlag }: Framed): Page {
  const { language, messages, practice, givenName } = context;
  return {
    ...{ language, practice, status, title },
    body: [
      h('p', { class: 'soft' }, h('bdi', null, messages.forWhom(givenName))),
      filler === Filler.GUARDIAN && h('p', { class: 'notice' }, messages.guardian),
      isRedFlag && emergencyAdvice(context),
      body,
    ],
  };
}

/** What somebody with a red flag reads at once, with the number that calls help where they are. */
export function emergencyAdvice({
  language,
  messages,
  advice,
}: Pick<IntakeContext, 'language' | 'messages' | 'advice'>): Html {
  const { title, text, number } = advice;
  return h('section', { class: 'urgent', role: 'alert' }, [
    h('h2', null, textIn(title, language)),
    number !== null && h('p', { class: 'call' }, h('a', { href: `tel:${number}` }, messages.urgent.call(number))),
    h('p', null, textIn(text, language)),
  ]);
}

/** Where a section of the form is filled in. */
export const pageAt = ({ path }: Pick<IntakeContext, 'path'>, { number }: Step): string => `${path}/page/${number}`;

/** The fields that no one sees: that this form is ours, and what it was made from. */
export function hiddenFields(fields: Readonly<Record<string, string>>): Html[] {
  return Object.entries(fields).map(([name, value]) => h('input', { type: 'hidden', name, value }));
}
