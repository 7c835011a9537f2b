import { h, thereIsAProblem } from '../../../platform/pages/index.js';
import type { Page } from '../../../platform/pages/index.js';
import { textIn } from '../domain/index.js';
import type { Intake } from '../intakes.js';
import { answersOf } from './answers-list.js';
import { errorSummary } from './error-summary.js';
import { firstOf } from './field-names.js';
import { intakePage, pageAt } from './intake-frame.js';
import type { IntakeContext } from './intake-frame.js';
import { sectionFields } from './section-page.js';
import type { SectionState } from './section-page.js';
import { stepsOf } from './steps.js';

/** All that was answered, to be looked through, and below it what is agreed to and signed. */
export function reviewPage(intake: Intake, context: IntakeContext, state: SectionState = {}): Page {
  const { language, messages, path } = context;
  const { form, answers, draft, isRedFlag } = intake;
  const { pages, last } = stepsOf(form, answers);
  const { problems = new Map<string, string>(), notice, status } = state;
  const all = [...pages, ...last].flatMap(({ questions }) => questions);
  const hrefOf = (id: string): string => {
    const page = pages.find(({ questions }) => questions.some((question) => question.id === id));
    return page ? `${pageAt(context, page)}#${firstOf(id)}` : `#${firstOf(id)}`;
  };
  const summary = errorSummary(all, problems, { language, title: thereIsAProblem(language), hrefOf });
  const { title, intro } = messages.review;
  return intakePage(context, {
    title: summary ? `${messages.errorPrefix}${title}` : title,
    ...{ status, filler: draft.filler, isRedFlag },
    body: [
      summary,
      notice && h('p', { class: 'notice', role: 'status' }, notice),
      h('h1', null, title),
      h('p', null, intro),
      ...pages.map((step) => answersOf(step, answers, context, { mayChange: true })),
      h('form', { method: 'post', action: `${path}/review`, noValidate: true }, [
        ...last.flatMap(({ section }) => [
          h('h2', null, textIn(section.title, language)),
          section.intro && h('p', null, textIn(section.intro, language)),
        ]),
        ...sectionFields(intake, last, context, state),
        h('div', { class: 'buttons' }, [
          h('button', { type: 'submit', name: 'go', value: 'send' }, messages.buttons.send),
          h('button', { type: 'submit', name: 'go', value: 'back', class: 'quiet' }, messages.buttons.back),
          h('button', { type: 'submit', name: 'go', value: 'later', class: 'plain' }, messages.buttons.later),
        ]),
      ]),
    ],
  });
}
