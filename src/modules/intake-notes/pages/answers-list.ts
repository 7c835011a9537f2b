import { h } from '../../../platform/pages/index.js';
import type { Html } from '../../../platform/pages/index.js';
import { QuestionKind, textIn } from '../domain/index.js';
import type { Answers } from '../domain/index.js';
import { inWords } from './answer-in-words.js';
import { bodyFigures } from './body-figure.js';
import { pageAt } from './intake-frame.js';
import type { IntakeContext } from './intake-frame.js';
import type { Step } from './steps.js';

/** What was said to the questions of a section, read back; with the way to change it, where there is one. */
export function answersOf(
  step: Step,
  answers: Answers,
  context: Pick<IntakeContext, 'language' | 'messages' | 'path'>,
  { mayChange }: { mayChange: boolean },
): Html {
  const { language, messages } = context;
  const { section, questions } = step;
  const title = textIn(section.title, language);
  const change = h('a', { href: pageAt(context, step) }, [
    messages.review.change,
    h('span', { class: 'hidden' }, ` ${title}`),
  ]);
  return h('section', null, [
    h('div', { class: 'heading' }, [h('h2', null, title), mayChange && change]),
    h(
      'dl',
      { class: 'answers' },
      questions.map((question) => {
        const { text, said, missing } = inWords(question, answers, context);
        const answer = answers[question.id];
        const figures = answer?.kind === QuestionKind.BODY_MAP && bodyFigures(answer.sites, messages);
        return h('div', null, [
          h('dt', null, textIn(question.label, language)),
          h('dd', { class: missing ? 'missing' : said ? undefined : 'none', dir: said ? 'auto' : undefined }, text),
          figures && h('dd', null, figures),
        ]);
      }),
    ),
  ]);
}
