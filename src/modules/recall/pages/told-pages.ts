import { h } from '../../../platform/pages/index.js';
import type { Language, Page } from '../../../platform/pages/index.js';
import type { ChosenTime } from '../storage/booking-by-link.js';
import { bookPage, callClinic, clockTime, hiddenFields, timeInWords } from './book-frame.js';
import type { BookContext } from './book-frame.js';
import type { BookMessages } from './messages.js';

interface Outside {
  readonly language: Language;
  readonly messages: BookMessages;
  readonly practice: string;
  /** Until when the link opens, as a person reads it. */
  readonly until: string;
  /** Where the button leads. */
  readonly path: string;
}

/** What awaits behind a link, before it is opened: nothing of the client. */
export function landingPage({ language, messages, practice, until, path }: Outside, token: string): Page {
  const { intro, points, open } = messages.landing;
  return {
    ...{ language, practice, title: messages.title },
    body: [
      h('h1', null, messages.title),
      h('p', null, intro),
      h(
        'ul',
        null,
        points(until).map((point) => h('li', null, point)),
      ),
      h('form', { method: 'post', action: path }, [
        ...hiddenFields({ token }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit' }, open)),
      ]),
    ],
  };
}

/** The time that is kept, once more, with how long it is kept. */
export function heldPage(time: ChosenTime, now: Date, context: BookContext): Page {
  const { messages, path, formToken, language, place } = context;
  const { title, until, book, other } = messages.held;
  const minutes = Math.max(1, Math.floor((time.until!.getTime() - now.getTime()) / 60_000));
  return bookPage(context, {
    title,
    body: [
      h('h1', null, title),
      timeInWords(time, context),
      h('p', { role: 'status' }, until(clockTime(time.until!, place.zone, language), minutes)),
      h('form', { method: 'post', action: `${path}/book` }, [
        ...hiddenFields({ form: formToken, hold: time.id }),
        h('div', { class: 'buttons' }, [
          h('button', { type: 'submit' }, book),
          h('a', { class: 'button quiet', href: `${path}/times/0` }, other),
        ]),
      ]),
    ],
  });
}

/** What was booked, read back. */
export function bookedPage(time: ChosenTime, context: BookContext): Page {
  const { title, paragraphs, close } = context.messages.booked;
  return bookPage(context, {
    title,
    body: [
      h('h1', null, title),
      timeInWords(time, context),
      ...paragraphs.map((text) => h('p', null, text)),
      callClinic(context),
      h('form', { method: 'post', action: `${context.path}/close` }, [
        ...hiddenFields({ form: context.formToken }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'quiet' }, close)),
      ]),
    ],
  });
}

/** Nothing can be booked here, and the page does not say why. */
export function callPage(context: BookContext, about: 'call' | 'hasVisit', status?: number): Page {
  const { title, text } = context.messages[about];
  return bookPage(context, { title, status, body: [h('h1', null, title), h('p', null, text), callClinic(context)] });
}

export function closedPage(context: BookContext): Page {
  const { title, text } = context.messages.closed;
  return bookPage(context, { title, body: [h('h1', null, title), h('p', null, text)] });
}
