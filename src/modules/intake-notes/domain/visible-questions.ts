import { answerTo, chosenOptions } from './answers.js';
import type { Answer, Answers } from './answers.js';
import { QuestionKind, questionsOf } from './form.js';
import type { Condition, Form, Question } from './form.js';

/** Whether a question is to be asked: `undecided` where that hangs on something that was refused or not yet answered. */
export type Shown = 'shown' | 'hidden' | 'undecided';

/** For each question of the form. A condition looks back only (`checkForm`), and so one way through the form decides. */
export function decideShown(form: Form, answers: Answers): ReadonlyMap<Question, Shown> {
  const shown = new Map<string, Shown>();
  const decided = new Map<Question, Shown>();
  for (const question of questionsOf(form)) {
    const verdict = question.showIf ? holds(question.showIf, answers, shown) : 'shown';
    shown.set(question.id, verdict);
    decided.set(question, verdict);
  }
  return decided;
}

/** What is asked, given what was answered so far, in the order of the form. */
export function visibleQuestions(form: Form, answers: Answers): Question[] {
  return [...decideShown(form, answers)].filter(([, shown]) => shown === 'shown').map(([question]) => question);
}

function holds(condition: Condition, answers: Answers, shown: ReadonlyMap<string, Shown>): Shown {
  if ('all' in condition) return worst(condition.all.map((part) => holds(part, answers, shown)));
  if ('any' in condition) return best(condition.any.map((part) => holds(part, answers, shown)));
  const before = shown.get(condition.question) ?? 'hidden';
  if (before !== 'shown') return before;
  const answer = answerTo(answers, condition.question);
  if (!answer || answer.kind === 'refused') return 'undecided';
  return says(answer, condition) ? 'shown' : 'hidden';
}

function says(answer: Answer, condition: Exclude<Condition, { all: unknown } | { any: unknown }>): boolean {
  if ('is' in condition) return answer.kind === QuestionKind.YES_NO && answer.yes === (condition.is === 'yes');
  if ('atLeast' in condition) return answer.kind === QuestionKind.SCALE && answer.value >= condition.atLeast;
  return chosenOptions(answer).some((option) => condition.anyOf.includes(option));
}

const worst = (parts: readonly Shown[]): Shown =>
  parts.includes('hidden') ? 'hidden' : parts.includes('undecided') ? 'undecided' : 'shown';

const best = (parts: readonly Shown[]): Shown =>
  parts.includes('shown') ? 'shown' : parts.includes('undecided') ? 'undecided' : 'hidden';
