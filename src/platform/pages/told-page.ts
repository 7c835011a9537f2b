import { h } from './html.js';
import type { Language } from './language.js';
import { PAGE_MESSAGES } from './messages.js';
import type { PageMessages } from './messages.js';
import type { Page } from './page.js';

type Told = PageMessages['dead'];

/** A page that only says something, with a heading and sentences. */
export function toldPage(language: Language, status: number, say: (messages: PageMessages) => Told): Page {
  const { title, paragraphs } = say(PAGE_MESSAGES[language]);
  const body = [h('h1', null, title), ...paragraphs.map((text) => h('p', null, text))];
  return { language, status, title, body };
}
