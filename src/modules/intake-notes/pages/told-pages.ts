import { h } from '../../../platform/pages/index.js';
import type { Page } from '../../../platform/pages/index.js';
import { isRedFlag, textIn } from '../domain/index.js';
import type { Intake } from '../intakes.js';
import type { OpenedNote } from '../open-notes.js';
import { answersOf } from './answers-list.js';
import { dateInWords } from './answer-in-words.js';
import { emergencyAdvice, hiddenFields, intakePage, pageAt } from './intake-frame.js';
import type { IntakeContext } from './intake-frame.js';
import { missingOf, stepsOf } from './steps.js';

type Shown = Pick<IntakeContext, 'language' | 'messages' | 'practice' | 'until' | 'path'>;

/** What awaits behind a link, before it is opened: whose form it is, and nothing of the client. */
export function landingPage({ language, messages, practice, until, path }: Shown, token: string): Page {
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

/** Where somebody stands who comes back: every page of the form, and the first that needs something. */
export function overviewPage(intake: Intake, context: IntakeContext): Page {
  const { language, messages, path } = context;
  const { intro, done, open } = messages.overview;
  const { pages } = stepsOf(intake.form, intake.answers);
  const isDone = (step: (typeof pages)[number]): boolean => missingOf(step, intake.answers).length === 0;
  return intakePage(context, {
    title: messages.title,
    filler: intake.draft.filler,
    isRedFlag: intake.isRedFlag,
    body: [
      h('h1', null, messages.title),
      h('p', null, intro),
      h('ul', { class: 'sections' }, [
        ...pages.map((step) =>
          h(
            'li',
            null,
            h('a', { href: pageAt(context, step) }, [
              h('span', null, textIn(step.section.title, language)),
              h('span', { class: 'soft' }, isDone(step) ? done : open),
            ]),
          ),
        ),
        h('li', null, h('a', { href: `${path}/review` }, h('span', null, messages.review.title))),
      ]),
      h(
        'div',
        { class: 'buttons' },
        h('a', { class: 'button', href: goOnAt(intake, context) }, messages.overview.next),
      ),
    ],
  });
}

/** The first page that still needs an answer, or the last one. */
export function goOnAt({ form, answers }: Intake, context: Pick<IntakeContext, 'path'>): string {
  const open = stepsOf(form, answers).pages.find((step) => missingOf(step, answers).length > 0);
  return open ? pageAt(context, open) : `${context.path}/review`;
}

/** What to do at once, on a page of its own. */
export function urgentPage(context: IntakeContext, next: string): Page {
  const { messages } = context;
  return intakePage(context, {
    title: messages.title,
    body: [
      h('h1', { class: 'hidden' }, messages.title),
      emergencyAdvice(context),
      h('div', { class: 'buttons' }, h('a', { class: 'button quiet', href: next }, messages.urgent.goOn)),
    ],
  });
}

/** That all is kept, and how to go on. */
export function laterPage(context: IntakeContext): Page {
  const { title, paragraphs } = context.messages.later;
  const body = [h('h1', null, title), ...paragraphs(context.until).map((text) => h('p', null, text))];
  return intakePage(context, { title, body });
}

/** That nobody can read here any more what was sent. */
export function closedPage(context: IntakeContext): Page {
  const { title, text } = context.messages.closed;
  return intakePage(context, { title, body: [h('h1', null, title), h('p', null, text)] });
}

/** Thanks, and what was sent, read back. */
export function sentPage({ note, content, form }: OpenedNote, context: IntakeContext): Page {
  const { messages, practice, language, path, formToken } = context;
  const { title, paragraphs, readBack, sentAt, stands, close } = messages.sent;
  const answers = content?.answers ?? {};
  const { pages, last } = stepsOf(form, answers);
  return intakePage(context, {
    title,
    isRedFlag: isRedFlag(form, answers),
    body: [
      h('h1', null, title),
      ...paragraphs(practice).map((text) => h('p', null, text)),
      h('h2', null, readBack),
      h('p', { class: 'soft' }, sentAt(dateInWords(note.answeredOn, language))),
      ...[...pages, ...last].map((step) => answersOf(step, answers, context, { mayChange: false })),
      (content?.carried.length ?? 0) > 0 && h('p', { class: 'soft' }, stands),
      h('form', { method: 'post', action: `${path}/close` }, [
        ...hiddenFields({ form: formToken }),
        h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'quiet' }, close)),
      ]),
    ],
  });
}
