import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import { toldTime } from '../../messaging/domain/index.js';
import type { OwnVisit } from '../own-visit.js';
import type { VisitMessages } from './messages.js';

/** What all pages of one visit know. */
export interface VisitContext {
  readonly language: Language;
  readonly messages: VisitMessages;
  readonly practice: string;
  readonly givenName: string;
  readonly clientZone: string | null;
  readonly visit: OwnVisit;
  /** The path of the link's pages, as browsers ask for it. */
  readonly path: string;
  /** What every form carries. */
  readonly formToken: string;
}

interface Framed {
  readonly title: string;
  readonly body: Content;
  readonly status?: number;
}

export function visitPage({ language, messages, practice, givenName }: VisitContext, framed: Framed): Page {
  const { title, body, status } = framed;
  return {
    ...{ language, practice, status, title },
    body: [h('p', { class: 'soft' }, h('bdi', null, messages.forWhom(givenName))), h('h1', null, title), body],
  };
}

/** Date and time as a person reads them: the clinic's, with the zone's name, and the client's own where that differs. */
export function timeOf(
  { visit, clientZone, language }: VisitContext,
  startsAt = visit.startsAt,
): { date: string; time: string } {
  const endsAt = new Date(startsAt.getTime() + visit.endsAt.getTime() - visit.startsAt.getTime());
  return toldTime({ startsAt, endsAt, clinicZone: visit.zone, recipientZone: clientZone, language });
}

/** When and where. Never with whom, and what for: whoever finds the phone may read it. */
export function factsOf(context: VisitContext): Html {
  const { visit, messages } = context;
  const { date, time } = timeOf(context);
  const { clinic, address, phone } = visit;
  const facts: [string, Content][] = [
    [messages.facts.date, date],
    [messages.facts.time, time],
    [
      messages.facts.where,
      [h('bdi', null, clinic), address !== null && h('br', null), address !== null && h('bdi', null, address)],
    ],
    ...(phone === null ? [] : [[messages.facts.phone, phoneLink(phone)] as [string, Content]]),
  ];
  return h(
    'dl',
    { class: 'answers' },
    facts.map(([name, value]) => h('div', null, [h('dt', null, name), h('dd', null, value)])),
  );
}

const phoneLink = (phone: string): Html => h('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone);

/** That they are to call, with the clinic's number where it has one. */
export const callUs = ({ visit }: VisitContext, why: string): Html =>
  h('p', null, [why, visit.phone !== null && ' ', visit.phone !== null && phoneLink(visit.phone)]);

interface Form {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly buttons: Content;
}

/** A form of ours, with what no one sees in it. */
export const formOf = ({ path, formToken }: VisitContext, { action, fields = {}, buttons }: Form): Html =>
  h('form', { method: 'post', action: `${path}${action}` }, [
    ...Object.entries({ form: formToken, ...fields }).map(([name, value]) =>
      h('input', { type: 'hidden', name, value }),
    ),
    h('div', { class: 'buttons' }, buttons),
  ]);
