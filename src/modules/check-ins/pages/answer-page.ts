import { h, thereIsAProblem } from '../../../platform/pages/index.js';
import type { Page } from '../../../platform/pages/index.js';
import { questionsOf, textIn } from '../../intake-notes/domain/index.js';
import { errorSummary, hiddenFields, INTAKE_MESSAGES, keptEntries, questionField } from '../../intake-notes/index.js';
import type { Entries, Problems } from '../../intake-notes/index.js';
import { checkInForm } from '../domain/index.js';
import { checkInPage } from './check-in-frame.js';
import type { CheckInContext } from './check-in-frame.js';

export interface AnswerState {
  /** Whether pain, sleep and mood are asked too. */
  readonly isLast: boolean;
  /** What was sent, where something is wrong with it. */
  readonly entries?: Entries;
  readonly problems?: Problems;
}

/** All questions of a check-in on one page. */
export function answerPage(context: CheckInContext, { isLast, entries, problems = new Map() }: AnswerState): Page {
  const { language, messages, formToken, path, today } = context;
  const form = checkInForm({ isLast });
  const questions = questionsOf(form);
  const shown = new Map([...keptEntries(questions, {}), ...(entries ?? [])]);
  const fields = { language, today, messages: INTAKE_MESSAGES[language] };
  const heading = textIn(form.sections[0]!.title, language);
  return checkInPage(context, {
    title: problems.size > 0 ? `${messages.errorPrefix}${heading}` : heading,
    status: problems.size > 0 ? 422 : 200,
    body: [
      errorSummary(questions, problems, { language, title: thereIsAProblem(language) }),
      h('h1', null, heading),
      h('form', { method: 'post', action: path, noValidate: true }, [
        ...hiddenFields({ form: formToken }),
        ...questions.map((question) =>
          questionField({ question, entry: shown.get(question.id)!, error: problems.get(question.id) }, fields),
        ),
        h('div', { class: 'buttons' }, h('button', { type: 'submit' }, messages.send)),
      ]),
    ],
  });
}
