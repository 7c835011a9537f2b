import { h } from '../../../platform/pages/index.js';
import type { Language, Page } from '../../../platform/pages/index.js';
import { ALERT_MESSAGES } from './messages.js';

interface Shown {
  readonly language: Language;
  readonly token: string;
  /** Where the form goes. */
  readonly path: string;
}

/** That something waits, and a button to take it. Looking changes nothing: previews look too. */
export function alertPage({ language, token, path }: Shown): Page {
  const { title, waits, whatToDo, take } = ALERT_MESSAGES[language];
  return {
    ...{ language, title },
    body: [
      h('h1', null, title),
      h('p', null, waits),
      h('p', null, whatToDo),
      h('form', { method: 'post', action: path }, [
        h('input', { type: 'hidden', name: 'token', value: token }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit' }, take)),
      ]),
    ],
  };
}

export function takenPage(language: Language, byYou: boolean): Page {
  const { taken } = ALERT_MESSAGES[language];
  const body = [h('h1', null, taken.title), h('p', null, byYou ? taken.byYou : taken.bySomebody)];
  return { language, title: taken.title, body };
}
