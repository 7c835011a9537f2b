import { h } from '../../pages/index.js';
import type { Content, Html, Page, Site } from '../../pages/index.js';
import type { KeptLetter } from './mailbox.js';

/** One letter: its text, with links that work, and the rest as it would have been sent. */
export function letterPage(letter: KeptLetter, site: Site): Page {
  const { subject, kind, body, html, calendar } = letter;
  const content = [
    h('p', null, h('a', { href: site.path('/mailbox') }, 'All messages')),
    h('h1', { dir: 'auto' }, subject ?? (kind === 'sms' ? 'SMS' : 'No subject')),
    h(
      'dl',
      null,
      headersOf(letter).flatMap(([name, value]) => [h('dt', null, name), h('dd', null, h('bdi', null, value))]),
    ),
    h('div', { class: 'letter', dir: 'auto' }, withLinks(body)),
    ...folded('Calendar file', calendar),
    // It is shown and not rendered: nothing that somebody wrote becomes a part of this page.
    ...folded('HTML part', html),
  ];
  return { language: 'en', title: 'Mailbox', body: content };
}

function headersOf({ sender, recipient, at, messageId, headers }: KeptLetter): (readonly [string, string])[] {
  return [
    ['From', sender],
    ['To', recipient],
    ['Date', `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`],
    ['Message-ID', messageId],
    ...Object.entries(headers),
  ];
}

const folded = (title: string, text: string | null): Html[] =>
  text === null ? [] : [h('details', null, [h('summary', null, title), h('pre', null, text)])];

/** Addresses of the web in a text become links; sentence marks at their end belong to the text. */
function withLinks(text: string): Content[] {
  const parts = text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,:;!?)])/);
  return parts.map((part, n) => (n % 2 === 1 ? h('a', { href: part, rel: 'noreferrer' }, part) : part));
}
