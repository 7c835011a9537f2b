import { h, thereIsAProblem } from '../../../platform/pages/index.js';
import type { Content, Html, Page } from '../../../platform/pages/index.js';
import { textIn } from '../domain/index.js';
import type { Intake } from '../intakes.js';
import { errorSummary } from './error-summary.js';
import type { Problems } from './error-summary.js';
import { hiddenFields, intakePage, pageAt } from './intake-frame.js';
import type { IntakeContext } from './intake-frame.js';
import { questionField } from './question-field.js';
import type { Entries } from './read-answers.js';
import { keptEntries } from './read-answers.js';
import { stepsOf } from './steps.js';
import type { Step } from './steps.js';

export interface SectionState {
  /** What stands in the fields, where it is not what was saved. */
  readonly entries?: Entries;
  readonly problems?: Problems;
  /** What to say first, without anything being wrong. */
  readonly notice?: string;
  /** The question, from 1, from which on something is new here: `#more` leads to it. */
  readonly from?: number;
  readonly status?: number;
}

const NONE: Problems = new Map();

/** One section of the form, to be filled in. */
export function sectionPage(intake: Intake, step: Step, context: IntakeContext, state: SectionState = {}): Page {
  const { section, questions } = step;
  const { language, messages } = context;
  const { problems = NONE, notice, status } = state;
  const heading = textIn(section.title, language);
  const title = { language, title: thereIsAProblem(language) };
  return intakePage(context, {
    title: problems.size > 0 ? `${messages.errorPrefix}${heading}` : heading,
    ...{ status, filler: intake.draft.filler, isRedFlag: intake.isRedFlag },
    body: [
      errorSummary(questions, problems, title),
      notice && h('p', { class: 'notice', role: 'status' }, notice),
      progress(intake, step, context),
      h('h1', null, heading),
      section.intro && h('p', null, textIn(section.intro, language)),
      h('form', { method: 'post', action: pageAt(context, step), noValidate: true }, [
        ...sectionFields(intake, [step], context, state),
        buttons(step, context),
      ]),
    ],
  });
}

/** What a form of some sections is made of, but for its buttons. */
export function sectionFields(
  { draft, answers }: Intake,
  steps: readonly Step[],
  context: IntakeContext,
  { entries, problems = NONE, from }: SectionState,
): Content[] {
  const questions = steps.flatMap((step) => step.questions);
  const shown = new Map([...keptEntries(questions, answers), ...(entries ?? [])]);
  const asked = questions.map(({ id }) => id).join(' ');
  const sections = steps.map(({ section }) => section.id).join(' ');
  return [
    ...hiddenFields({ form: context.formToken, version: String(draft.version), sections, asked }),
    ...questions.map((question, place) => [
      place + 1 === from && h('span', { id: 'more' }),
      questionField({ question, entry: shown.get(question.id)!, error: problems.get(question.id) }, context),
    ]),
  ];
}

function progress({ form, answers }: Intake, { number }: Step, { messages }: IntakeContext): Html {
  const all = stepsOf(form, answers).pages.length + 1;
  return h('div', { class: 'progress' }, [
    h('p', { id: 'step' }, messages.step(number, all)),
    h('progress', { value: number - 1, max: all, 'aria-labelledby': 'step' }),
  ]);
}

function buttons({ number }: Step, { messages }: IntakeContext): Html {
  const button = (go: 'next' | 'back' | 'later', kind?: string): Html =>
    h('button', { type: 'submit', name: 'go', value: go, class: kind }, messages.buttons[go]);
  return h('div', { class: 'buttons' }, [
    button('next'),
    number > 1 && button('back', 'quiet'),
    button('later', 'plain'),
  ]);
}
