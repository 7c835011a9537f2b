import { h } from '../../../platform/pages/index.js';
import type { Html, Language } from '../../../platform/pages/index.js';
import { textIn } from '../domain/index.js';
import type { Question } from '../domain/index.js';
import { firstOf } from './field-names.js';

/** What is wrong on a page, by question: a sentence each. */
export type Problems = ReadonlyMap<string, string>;

interface Summary {
  readonly language: Language;
  readonly title: string;
  /** Where the question is answered: on this page unless told. */
  readonly hrefOf?: (questionId: string) => string;
}

const here = (questionId: string): string => `#${firstOf(questionId)}`;

/** All that is wrong, on top of the page, each leading to its field. Nothing where all is well. */
export function errorSummary(
  questions: readonly Question[],
  problems: Problems,
  { language, title, hrefOf = here }: Summary,
): Html | false {
  const wrong = questions.filter(({ id }) => problems.has(id));
  if (wrong.length === 0) return false;
  return h('section', { class: 'problems', role: 'alert', 'aria-labelledby': 'problems' }, [
    h('h2', { id: 'problems' }, title),
    h(
      'ul',
      null,
      wrong.map(({ id, label }) => h('li', null, h('a', { href: hrefOf(id) }, textIn(label, language)))),
    ),
  ]);
}
