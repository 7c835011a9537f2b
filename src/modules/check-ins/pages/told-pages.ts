import { h } from '../../../platform/pages/index.js';
import type { Content, Language, Page } from '../../../platform/pages/index.js';
import { questionsOf } from '../../intake-notes/domain/index.js';
import { answersOf, hiddenFields, INTAKE_MESSAGES } from '../../intake-notes/index.js';
import { answersIn, CHECK_IN_FORM, Triage } from '../domain/index.js';
import type { SentAnswer } from '../read-check-in-for-link.js';
import { momentInWords } from './check-in-contexts.js';
import { checkInPage, emergencySection } from './check-in-frame.js';
import type { CheckInContext } from './check-in-frame.js';
import { CHECK_IN_MESSAGES } from './messages.js';

interface Outside {
  readonly language: Language;
  readonly practice: string;
  readonly until: string;
  /** Where the button leads. */
  readonly path: string;
}

/** What awaits behind a link, before it is opened: nothing of the client. */
export function landingPage({ language, practice, until, path }: Outside, token: string): Page {
  const { title, landing } = CHECK_IN_MESSAGES[language];
  return {
    ...{ language, practice, title },
    body: [
      h('h1', null, title),
      h('p', null, landing.intro),
      h(
        'ul',
        null,
        landing.points(until).map((point) => h('li', null, point)),
      ),
      h('form', { method: 'post', action: path }, [
        ...hiddenFields({ token }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit' }, landing.open)),
      ]),
    ],
  };
}

/** What to do now, and what was sent, read back. */
export function advicePage(context: CheckInContext, sent: SentAnswer): Page {
  const { messages, path, formToken, language, zone } = context;
  const answers = answersIn(sent.answer);
  const questions = questionsOf(CHECK_IN_FORM).filter(({ id }) => Object.hasOwn(answers, id));
  const step = { number: 1, section: { ...CHECK_IN_FORM.sections[0]!, title: { en: messages.readBack } }, questions };
  return checkInPage(context, {
    title: messages.title,
    body: [
      ...advice(context, sent.triage),
      answersOf(step, answers, { language, path, messages: INTAKE_MESSAGES[language] }, { mayChange: false }),
      h('p', { class: 'soft' }, messages.sentAt(momentInWords(sent.answeredAt, zone, language))),
      h('form', { method: 'post', action: `${path}/close` }, [
        ...hiddenFields({ form: formToken }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'quiet' }, messages.close)),
      ]),
    ],
  });
}

function advice(context: CheckInContext, triage: Triage): Content[] {
  const { messages, emergencyNumber } = context;
  if (triage === Triage.EMERGENCY) {
    return [h('h1', { class: 'hidden' }, messages.title), emergencySection(context)];
  }
  const { title, paragraphs } = messages.advice[triage];
  return [
    h('h1', null, title),
    ...paragraphs.map((text) => h('p', null, text)),
    h('p', null, messages.ifWorse(emergencyNumber)),
  ];
}

/** That nobody can read here any more what was sent. */
export function closedPage(context: CheckInContext): Page {
  const { title, paragraphs } = context.messages.closed;
  const body = [h('h1', null, title), ...paragraphs.map((text) => h('p', null, text))];
  return checkInPage(context, { title, body });
}
