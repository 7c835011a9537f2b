import { answerTo } from './answers.js';
import type { Answer, Answers } from './answers.js';
import { AnswerRule } from './answer-rules.js';
import type { AnswerViolation } from './answer-rules.js';
import { faultOf } from './answer-fault.js';
import { QuestionKind, questionsOf } from './form.js';
import type { Form, Question } from './form.js';
import { visibleQuestions } from './visible-questions.js';

interface Check {
  /** Whether this is the end: whatever is required must be there. */
  readonly final: boolean;
  /** The local date of answering, YYYY-MM-DD. */
  readonly today: string;
}

export interface CheckedAnswers {
  /** Those of questions that are shown and were answered or refused, in the order of the form. */
  readonly answers: Answers;
  /** In the order of the form; answers to questions that the form does not have come last. */
  readonly violations: readonly AnswerViolation[];
}

/**
 * Looks at every answer. What a hidden question was told is dropped; a blank text, no option and no place count as no
 * answer. The answers may be kept only where there is no violation.
 */
export function validateAnswers(form: Form, answers: Answers, { final, today }: Check): CheckedAnswers {
  const kept: [string, Answer][] = [];
  const violations: AnswerViolation[] = [];
  for (const question of visibleQuestions(form, answers)) {
    const answer = answerTo(answers, question.id);
    const said = answer && !isBlank(answer) ? tidied(answer) : undefined;
    const rule = said ? fault(question, said, today) : final && question.required ? AnswerRule.REQUIRED : undefined;
    if (rule) violations.push({ questionId: question.id, rule });
    else if (said) kept.push([question.id, said]);
  }
  return { answers: Object.fromEntries(kept), violations: [...violations, ...unknownQuestions(form, answers)] };
}

function unknownQuestions(form: Form, answers: Answers): AnswerViolation[] {
  const known = new Set(questionsOf(form).map(({ id }) => id));
  return Object.keys(answers)
    .filter((id) => !known.has(id))
    .sort()
    .map((questionId) => ({ questionId, rule: AnswerRule.UNKNOWN_QUESTION }));
}

function fault(question: Question, answer: Answer, today: string): AnswerRule | undefined {
  if (answer.kind !== 'refused') return faultOf(question, answer, today);
  return question.refusable ? undefined : AnswerRule.NOT_REFUSABLE;
}

function isBlank(answer: Answer): boolean {
  if (answer.kind === QuestionKind.TEXT) return answer.text.trim() === '';
  if (answer.kind === QuestionKind.SIGNATURE) return answer.name.trim() === '';
  if (answer.kind === QuestionKind.MULTI_CHOICE) return answer.options.length === 0;
  return answer.kind === QuestionKind.BODY_MAP && answer.sites.length === 0;
}

/** Without space around words, and with no words where there are none. */
function tidied(answer: Answer): Answer {
  if (answer.kind === QuestionKind.TEXT) return { ...answer, text: answer.text.trim() };
  if (answer.kind === QuestionKind.SIGNATURE) return { ...answer, name: answer.name.trim() };
  if (answer.kind !== QuestionKind.YES_NO) return answer;
  const { kind, yes } = answer;
  const detail = answer.detail?.trim();
  return yes && detail ? { kind, yes, detail } : { kind, yes };
}
