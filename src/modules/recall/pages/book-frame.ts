import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import type { BookingPlace, ChosenTime } from '../storage/booking-by-link.js';
import type { BookMessages } from './messages.js';

/** What all pages of one booking know. */
export interface BookContext {
  readonly language: Language;
  readonly messages: BookMessages;
  readonly place: BookingPlace;
  /** The path of the link's pages, as browsers ask for it. */
  readonly path: string;
  /** What every form carries. */
  readonly formToken: string;
}

/** A page of the booking in its frame. */
export function bookPage(
  { language, messages, place }: BookContext,
  { title, body, status }: { readonly title: string; readonly body: Content; readonly status?: number },
): Page {
  return {
    ...{ language, title, status, practice: place.practice },
    body: [h('p', { class: 'soft' }, h('bdi', null, messages.forWhom(place.givenName))), body],
  };
}

/** The fields that no one sees. */
export function hiddenFields(fields: Readonly<Record<string, string>>): Html[] {
  return Object.entries(fields).map(([name, value]) => h('input', { type: 'hidden', name, value }));
}

/** How to reach the clinic, where its number is known. */
export function callClinic({ messages, place }: BookContext): Html | null {
  const { phone } = place;
  return phone === null
    ? null
    : h('p', null, h('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, messages.callAt(phone)));
}

/** When, where, how long and with whom: by the clinic's clock, whose zone is named. */
export function timeInWords(time: ChosenTime, { language, messages, place }: BookContext): Html {
  const { clinic, address, zone } = place;
  const minutes = Math.round((time.endsAt.getTime() - time.startsAt.getTime()) / 60_000);
  const where = [clinic, address].filter((part) => part !== null).join(', ');
  const rows: [string, string][] = [
    [messages.when, momentInWords(time.startsAt, zone, language)],
    [messages.length, messages.minutes(minutes)],
    [messages.place, where],
    [messages.therapist, time.therapist],
  ];
  return h(
    'dl',
    { class: 'answers' },
    rows.map(([name, value]) => h('div', null, [h('dt', null, name), h('dd', { dir: 'auto' }, value)])),
  );
}

const momentInWords = (moment: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' },
    ...{ timeZoneName: 'short', timeZone },
  }).format(moment);

export const clockTime = (moment: Date | number, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone }).format(moment);

export const dayInWords = (moment: number, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(moment);
