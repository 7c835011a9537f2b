import { h } from './html.js';
import type { Content, Html } from './html.js';
import { renderToString } from 'preact-render-to-string';
import { ASSETS } from './assets.js';
import type { Language } from './language.js';
import type { Site } from './site.js';

/** One page as a module describes it. Texts that people wrote go in as children or attributes, and are escaped. */
export interface Page {
  readonly language: Language;
  /** Of the window, which browsers keep in their history: nothing about the client. */
  readonly title: string;
  /** Whose page it is, on top of it. */
  readonly practice?: string;
  readonly status?: number;
  readonly body: Content;
}

/** The whole document. */
export function renderPage(page: Page, site: Site): string {
  return `<!doctype html>\n${renderToString(document(page, site))}`;
}

function document({ language, title, practice, body }: Page, site: Site): Html {
  return h('html', { lang: language }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'format-detection', content: 'telephone=no' }),
      h('title', null, practice === undefined ? title : `${title} – ${practice}`),
      h('link', { rel: 'stylesheet', href: site.path(ASSETS.style.path) }),
      h('link', { rel: 'icon', href: site.path(ASSETS.icon.path) }),
    ]),
    h('body', null, [
      practice !== undefined && h('header', { class: 'top' }, h('p', { class: 'practice' }, h('bdi', null, practice))),
      h('main', { id: 'main' }, body),
    ]),
  ]);
}
