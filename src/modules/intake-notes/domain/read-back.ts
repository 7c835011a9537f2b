import { answerTo } from './answers.js';
import type { Answer, Answers } from './answers.js';
import type { Form, Question } from './form.js';
import { decideShown } from './visible-questions.js';

/** Not asked: the question was hidden, or hung on one that was not answered. */
export enum AnswerState {
  ANSWERED = 'answered',
  REFUSED = 'refused',
  NOT_ANSWERED = 'not_answered',
  NOT_ASKED = 'not_asked',
}

export interface ReadAnswer {
  readonly question: Question;
  readonly state: AnswerState;
  /** Null unless it was answered. */
  readonly answer: Exclude<Answer, { kind: 'refused' }> | null;
}

/** What was said to each question of the form, in its order. */
export function readBack(form: Form, answers: Answers): ReadAnswer[] {
  return [...decideShown(form, answers)].map(([question, shown]) => {
    const said = answerTo(answers, question.id);
    if (shown !== 'shown') return { question, state: AnswerState.NOT_ASKED, answer: null };
    if (!said) return { question, state: AnswerState.NOT_ANSWERED, answer: null };
    if (said.kind === 'refused') return { question, state: AnswerState.REFUSED, answer: null };
    return { question, state: AnswerState.ANSWERED, answer: said };
  });
}

/** The name with which the form was signed. */
export function signedBy(form: Form, answers: Answers): string | null {
  const names = readBack(form, answers).flatMap(({ answer }) => (answer?.kind === 'signature' ? [answer.name] : []));
  return names[0] ?? null;
}
