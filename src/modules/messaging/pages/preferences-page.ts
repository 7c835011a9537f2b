import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import type { ConsentAnswer } from '../../clients/index.js';
import type { Preferences } from '../preferences.js';
import { PREFERENCE_MESSAGES } from './messages.js';

/** The field of one choice. */
export const fieldOf = ({ channel, purpose }: Pick<ConsentAnswer, 'channel' | 'purpose'>): string =>
  `${channel}.${purpose}`;

const hidden = (name: string, value: string): Html => h('input', { type: 'hidden', name, value });
const button = (text: string): Html => h('div', { class: 'buttons' }, h('button', { type: 'submit' }, text));

interface Frame {
  readonly language: Language;
  readonly practice: string;
}

/** What awaits behind a link, before it is opened: nothing of the client. */
export function landingPage(frame: Frame, { path, token }: { readonly path: string; readonly token: string }): Page {
  const { title, landing } = PREFERENCE_MESSAGES[frame.language];
  const form = h('form', { method: 'post', action: path }, [hidden('token', token), button(landing.open)]);
  return { ...frame, title, body: [h('h1', null, title), h('p', null, landing.intro), form] };
}

interface Shown {
  readonly language: Language;
  /** Of the link's page. */
  readonly path: string;
  readonly formToken: string;
  readonly isSaved: boolean;
}

/** All choices on one page, as they stand. */
export function preferencesPage(preferences: Preferences, { language, path, formToken, isSaved }: Shown): Page {
  const { practice, givenName, answers, textsStopped } = preferences;
  const messages = PREFERENCE_MESSAGES[language];
  return {
    ...{ language, practice, title: messages.title },
    body: [
      h('p', { class: 'soft' }, h('bdi', null, messages.forWhom(givenName))),
      h('h1', null, messages.title),
      isSaved && h('p', { class: 'notice', role: 'status' }, messages.saved),
      h('p', null, messages.intro),
      textsStopped && h('p', null, messages.textsStopped),
      h('form', { method: 'post', action: `${path}/close`, id: 'close' }, hidden('form', formToken)),
      h('form', { method: 'post', action: path }, [
        hidden('form', formToken),
        ...answers.map((answer) => choice(answer, language)),
        h('div', { class: 'buttons' }, [
          h('button', { type: 'submit' }, messages.save),
          h('button', { type: 'submit', form: 'close', class: 'quiet' }, messages.close),
        ]),
      ]),
    ],
  };
}

function choice(answer: ConsentAnswer, language: Language): Html {
  const { question, help, yes, no } = PREFERENCE_MESSAGES[language];
  const { channel, purpose, granted } = answer;
  const about = `h-${channel}-${purpose}`;
  return h('fieldset', { class: 'question', 'aria-describedby': about }, [
    h('legend', null, question[channel][purpose]),
    h('p', { class: 'help', id: about }, help[purpose]),
    h('div', { class: 'options pair' }, [
      option(answer, { value: 'yes', checked: granted, label: yes }),
      option(answer, { value: 'no', checked: !granted, label: no }),
    ]),
  ]);
}

const option = (
  answer: ConsentAnswer,
  { value, checked, label }: { readonly value: string; readonly checked: boolean; readonly label: string },
): Html =>
  h('label', { class: 'option' }, [
    h('input', { type: 'radio', name: fieldOf(answer), value, checked }),
    h('span', null, label),
  ]);

const told = (
  frame: Frame,
  { title, text }: { readonly title: string; readonly text: string },
  more?: Content,
): Page => ({
  ...frame,
  title,
  body: [h('h1', null, title), h('p', null, text), more],
});

/** That nobody can read here any more what was chosen. */
export const closedPage = (frame: Frame): Page => told(frame, PREFERENCE_MESSAGES[frame.language].closed);

/** What a person sees who follows a mail's way out: one button, since mere looking changes nothing. */
export function unsubscribePage(frame: Frame, path: string): Page {
  const { unsubscribe } = PREFERENCE_MESSAGES[frame.language];
  const form = h('form', { method: 'post', action: path }, [
    hidden('List-Unsubscribe', 'One-Click'),
    hidden('page', 'yes'),
    button(unsubscribe.button),
  ]);
  return told(frame, unsubscribe, form);
}

export const unsubscribedPage = (frame: Frame): Page => told(frame, PREFERENCE_MESSAGES[frame.language].unsubscribed);
