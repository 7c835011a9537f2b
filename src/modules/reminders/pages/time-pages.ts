import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Page } from '../../../platform/pages/index.js';
import { localDate } from '../../scheduling/domain/index.js';
import type { FreeTime, TimesToMoveTo } from '../find-times-to-move-to.js';
import { callUs, formOf, visitPage } from './visit-frame.js';
import type { VisitContext } from './visit-frame.js';
import { backLink, whenOf } from './told-pages.js';

/** A time that somebody has chosen. */
export interface Choice {
  readonly startsAt: Date;
  readonly sameTherapist: boolean;
}

/** The free times of some days: with their own therapist first, and below with others. */
export function timesPage(context: VisitContext, { from, earlier, later, times }: TimesToMoveTo): Page {
  const { messages, path } = context;
  const { title, now, zone, same, others, none } = messages.times;
  const [mine, rest] = [times.filter((time) => time.isSameTherapist), times.filter((time) => !time.isSameTherapist)];
  return visitPage(context, {
    title,
    body: [
      h('p', null, now(whenOf(context))),
      h('p', { class: 'soft' }, zone(zoneName(context, from))),
      times.length === 0 && h('p', null, none),
      ...daysOf(context, { title: same, times: mine, isOpen: true }),
      ...daysOf(context, { title: others, times: rest, isOpen: mine.length === 0 }),
      h('nav', { class: 'buttons' }, [
        earlier !== null &&
          h('a', { class: 'button quiet', href: `${path}/change?from=${earlier}` }, messages.times.earlier),
        h('a', { class: 'button quiet', href: `${path}/change?from=${later}` }, messages.times.later),
        backLink(context, messages.acts.back),
      ]),
    ],
  });
}

const CLOCK = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;

interface Days {
  readonly title: string;
  readonly times: readonly FreeTime[];
  /** The first day is. */
  readonly isOpen: boolean;
}

/** Times by day, each a link to the page that asks once more. The days are folded up: there may be hundreds of times. */
function daysOf(context: VisitContext, { title, times, isOpen }: Days): Content[] {
  const dates = [...new Set(times.map(({ date }) => date))];
  const days = dates.map((date, n) => {
    const ofDay = times.filter((time) => time.date === date);
    const words = (start: number): string => format(context, start, CLOCK);
    return h('details', { open: isOpen && n === 0 }, [
      h('summary', null, dateInWords(context, ofDay[0]!.start)),
      timesList(context, ofDay, { words, look: 'times' }),
    ]);
  });
  return days.length === 0 ? [] : [h('h2', null, title), ...days];
}

const timesList = (
  context: VisitContext,
  times: readonly Pick<FreeTime, 'start' | 'isSameTherapist'>[],
  { words, look }: { readonly words: (start: number) => string; readonly look: 'times' | 'sections' },
): Html =>
  h(
    'ul',
    { class: look },
    times.map(({ start, isSameTherapist }) =>
      h('li', null, h('a', { href: hrefOf(context, start, isSameTherapist) }, words(start))),
    ),
  );

const hrefOf = ({ path }: VisitContext, start: number, same: boolean): string =>
  `${path}/move?to=${new Date(start).toISOString()}&with=${same ? 'same' : 'any'}`;

/** Whether they mean it: from when to when. */
export function movePage(context: VisitContext, { startsAt, sameTherapist }: Choice): Page {
  const { messages, visit, path } = context;
  const { title, ask, from, to, other, yes, no } = messages.moving;
  const fields = {
    ...{ from: visit.startsAt.toISOString(), to: startsAt.toISOString() },
    with: sameTherapist ? 'same' : 'any',
  };
  const buttons = [
    h('button', { type: 'submit' }, yes),
    h('a', { class: 'button quiet', href: `${path}/change?from=${localDate(visit.zone, startsAt.getTime())}` }, no),
  ];
  const rows = [
    [from, whenOf(context)],
    [to, whenOf(context, startsAt)],
  ];
  return visitPage(context, {
    title,
    body: [
      h('p', null, ask),
      h(
        'dl',
        { class: 'answers' },
        rows.map(([name, when]) => h('div', null, [h('dt', null, name), h('dd', null, when)])),
      ),
      !sameTherapist && h('p', null, other),
      formOf(context, { action: '/move', fields, buttons }),
    ],
  });
}

/** Somebody was faster: what is free by now. */
export function takenPage(
  context: VisitContext,
  { next, choice }: { readonly next: readonly number[]; readonly choice: Choice },
): Page {
  const { messages, path, visit } = context;
  const { title, text, more } = messages.taken;
  const times = next.map((start) => ({ start, isSameTherapist: choice.sameTherapist }));
  return visitPage(context, {
    title,
    status: 409,
    body: [
      h('p', null, text),
      times.length > 0 && h('h2', null, messages.taken.next),
      times.length > 0 &&
        timesList(context, times, { words: (start) => whenOf(context, new Date(start)), look: 'sections' }),
      times.length === 0 && callUs(context, messages.call.else),
      h('div', { class: 'buttons' }, [
        h(
          'a',
          { class: 'button quiet', href: `${path}/change?from=${localDate(visit.zone, choice.startsAt.getTime())}` },
          more,
        ),
        backLink(context, messages.acts.back),
      ]),
    ],
  });
}

const format = ({ visit, language }: VisitContext, start: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: visit.zone }).format(start);

const dateInWords = (context: VisitContext, start: number): string => format(context, start, { dateStyle: 'full' });

/** As it is called on that day: in summer otherwise than in winter. */
function zoneName({ visit, language }: VisitContext, date: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: visit.zone, timeZoneName: 'long' }).formatToParts(
    new Date(`${date}T12:00Z`),
  );
  return parts.find(({ type }) => type === 'timeZoneName')!.value;
}
