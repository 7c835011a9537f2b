import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language, Page } from '../../../platform/pages/index.js';
import { VISIT_MESSAGES } from './messages.js';
import type { Said } from './messages.js';
import { callUs, factsOf, formOf, timeOf, visitPage } from './visit-frame.js';
import type { VisitContext } from './visit-frame.js';

interface Outside {
  readonly language: Language;
  readonly practice: string;
  /** Where the button leads. */
  readonly path: string;
}

/** What awaits behind a link, before it is opened: whose pages they are, and nothing of the client. */
export function landingPage({ language, practice, path }: Outside, token: string): Page {
  const { title, landing } = VISIT_MESSAGES[language];
  return {
    ...{ language, practice, title },
    body: [
      h('h1', null, title),
      h('p', null, landing.intro),
      h('form', { method: 'post', action: path }, [
        h('input', { type: 'hidden', name: 'token', value: token }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit' }, landing.open)),
      ]),
    ],
  };
}

/** The visit as it stands, and what one may do about it. */
export function overviewPage(
  context: VisitContext,
  { said, now }: { readonly said: Said | null; readonly now: Date },
): Page {
  const { messages, visit } = context;
  return visitPage(context, {
    title: messages.title,
    body: [
      said !== null && isTrue(said, visit) && h('p', { class: 'notice', role: 'status' }, messages.said[said]),
      h('p', null, messages.stands[standingIn(context, now)]),
      factsOf(context),
      ...actsOn(context),
    ],
  });
}

/** An address that was kept may say what is not so any more. */
function isTrue(said: Said, { status }: VisitContext['visit']): boolean {
  if (said === 'confirmed' || said === 'cancelled') return status === said;
  if (said === 'kept') return status === 'pending_clearance';
  return said !== 'moved' || status !== 'cancelled';
}

function standingIn({ visit }: VisitContext, now: Date): keyof VisitContext['messages']['stands'] {
  const { status, startsAt, endsAt } = visit;
  if (status === 'cancelled' || status === 'expired') return 'cancelled';
  if (endsAt <= now || status === 'completed' || status === 'no_show') return 'over';
  if (startsAt <= now) return 'now';
  if (status === 'pending_clearance') return 'kept';
  return status === 'booked' ? 'booked' : 'confirmed';
}

function actsOn(context: VisitContext): Content[] {
  const { visit, messages, path } = context;
  const { confirm, change } = visit.acts;
  const { acts, call } = messages;
  const links = [
    h('a', { class: 'button quiet', href: `${path}/change` }, acts.change),
    h('a', { class: 'button quiet', href: `${path}/cancel` }, acts.cancel),
  ];
  const fields = { start: visit.startsAt.toISOString() };
  return [
    confirm && formOf(context, { action: '/confirm', fields, buttons: h('button', { type: 'submit' }, acts.confirm) }),
    change === 'open' && h('div', { class: 'buttons' }, links),
    change === 'late' && callUs(context, call.late),
    visit.status === 'cancelled' && callUs(context, call.again),
  ];
}

/** Whether they mean it. */
export function cancelPage(context: VisitContext): Page {
  const { messages, visit } = context;
  const { title, ask, yes, no } = messages.cancelling;
  const buttons = [h('button', { type: 'submit' }, yes), backLink(context, no)];
  return visitPage(context, {
    title,
    body: [
      factsOf(context),
      h('p', null, ask),
      formOf(context, { action: '/cancel', fields: { start: visit.startsAt.toISOString() }, buttons }),
    ],
  });
}

export const backLink = ({ path }: VisitContext, text: string): Html =>
  h('a', { class: 'button quiet', href: path }, text);

/** Date and time in one sentence's part. */
export function whenOf(context: VisitContext, startsAt?: Date): string {
  const { date, time } = timeOf(context, startsAt);
  return `${date}, ${time}`;
}
