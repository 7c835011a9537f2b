import { h } from '../../../platform/pages/index.js';
import type { Html, Page } from '../../../platform/pages/index.js';
import type { Offer } from '../domain/index.js';
import { MOST_STRETCHES } from '../read-booking.js';
import type { Booking, BookingStep } from '../read-booking.js';
import { bookPage, clockTime, dayInWords, hiddenFields } from './book-frame.js';
import type { BookContext } from './book-frame.js';

type Choosing = Extract<BookingStep, { step: 'choose' }>;

/** What a time is sent as: its instant and the therapist. */
export const slotField = ({ start, therapistId }: Offer): string => `${start}.${therapistId}`;

/** The times that are open, the client's therapist and their usual time first. Each is a button: choosing is one tap. */
export function choosePage(
  { service, stretch }: Booking,
  { offers, therapists }: Choosing,
  context: BookContext,
  notice?: string,
): Page {
  const { messages, path, formToken } = context;
  const { choose } = messages;
  const own = [...offers.usual, ...offers.own].map(({ therapistId }) => therapists.get(therapistId)!)[0] ?? '';
  const groups: [string, readonly Offer[]][] = [
    [choose.usual(own), offers.usual],
    [choose.own(own), offers.own],
    [own === '' ? choose.othersFirst : choose.others, offers.others],
  ];
  const open = groups.filter(([, some]) => some.length > 0);
  return bookPage(context, {
    title: messages.title,
    status: notice === undefined ? undefined : 409,
    body: [
      notice !== undefined && h('p', { class: 'notice', role: 'status' }, notice),
      h('h1', null, messages.title),
      h('p', { class: 'soft' }, `${messages.minutes(service!.minutes)} · ${context.place.clinic}`),
      h('p', null, open.length > 0 ? choose.intro : choose.none),
      h('form', { method: 'post', action: `${path}/hold` }, [
        ...hiddenFields({ form: formToken, stretch: String(stretch) }),
        ...open.map(([title, some]) => group(title, some, { therapists, context })),
      ]),
      days(stretch, context),
    ],
  });
}

interface Shown {
  readonly therapists: ReadonlyMap<string, string>;
  readonly context: BookContext;
}

function group(title: string, offers: readonly Offer[], shown: Shown): Html {
  const dates = [...new Set(offers.map(({ date }) => date))];
  return h('section', null, [
    h('h2', null, title),
    ...dates.map((date) =>
      day(
        offers.filter((offer) => offer.date === date),
        shown,
      ),
    ),
  ]);
}

function day(offers: readonly Offer[], { therapists, context }: Shown): Html {
  const { language, messages, place } = context;
  const date = dayInWords(offers[0]!.start, place.zone, language);
  return h('div', { class: 'day' }, [
    h('h3', null, date),
    h(
      'ul',
      { class: 'offers' },
      offers.map((offer) => {
        const time = clockTime(offer.start, place.zone, language);
        const therapist = therapists.get(offer.therapistId)!;
        const label = messages.choose.option(date, time, therapist);
        return h(
          'li',
          null,
          h('button', { type: 'submit', name: 'slot', value: slotField(offer), class: 'quiet', 'aria-label': label }, [
            h('span', null, time),
            ' ',
            h('span', { class: 'soft', dir: 'auto' }, messages.choose.with(therapist)),
          ]),
        );
      }),
    ),
  ]);
}

/** The way to other days. */
function days(stretch: number, { messages, path }: BookContext): Html {
  const { sooner, later } = messages.choose;
  return h('div', { class: 'buttons' }, [
    stretch + 1 < MOST_STRETCHES && h('a', { class: 'button quiet', href: `${path}/times/${stretch + 1}` }, later),
    stretch > 0 && h('a', { class: 'button quiet', href: `${path}/times/${stretch - 1}` }, sooner),
  ]);
}
