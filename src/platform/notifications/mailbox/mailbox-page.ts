import { h } from '../../pages/index.js';
import type { Html, Page, Site } from '../../pages/index.js';
import type { KeptLetter } from './mailbox.js';

const KINDS = { email: 'E-mail', sms: 'SMS' } as const;

/** The letters, newest first. `older` is where the next page begins. In English: it is for whoever runs the program. */
export function mailboxPage(letters: readonly KeptLetter[], older: string | null, site: Site): Page {
  const body = [
    h('h1', null, 'Mailbox'),
    h(
      'p',
      { class: 'soft' },
      'What the program would have sent. Set SMTP_URL to send mail, and SMS_ACCOUNT to send SMS.',
    ),
    letters.length === 0
      ? h('p', null, 'There is nothing yet. Messages come here when they are due.')
      : h(
          'ol',
          { class: 'letters' },
          letters.map((letter) => itemOf(letter, site)),
        ),
    older !== null && h('p', null, h('a', { href: site.path(`/mailbox?before=${older}`) }, 'Older')),
  ];
  return { language: 'en', title: 'Mailbox', body };
}

function itemOf({ number, kind, at, recipient, subject, body }: KeptLetter, site: Site): Html {
  const words = subject ?? body;
  return h('li', null, [
    h('a', { href: site.path(`/mailbox/${number}`), dir: 'auto' }, words === '' ? 'No subject' : words),
    h('p', { class: 'soft' }, [
      `${KINDS[kind]} to `,
      h('bdi', null, recipient),
      ', ',
      h('time', { datetime: at.toISOString() }, `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
    ]),
  ]);
}
