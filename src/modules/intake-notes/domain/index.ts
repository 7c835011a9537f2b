export { answerTo, REFUSED } from './answers.js';
export type { Answer, Answers } from './answers.js';
export { ANSWER_RULE_TEXTS, AnswerRule } from './answer-rules.js';
export type { AnswerViolation } from './answer-rules.js';
export { checkForm } from './check-form.js';
export type { FormViolation } from './check-form.js';
export { DEFAULT_FORM } from './default-form/default-form.js';
export { RED_FLAG_OPTIONS } from './default-form/today.js';
export { EMERGENCY_ADVICE } from './emergency-advice.js';
export { AskedAt, DateRange, Filler, QuestionKind, questionsOf, textIn } from './form.js';
export type {
  ChoiceQuestion,
  Condition,
  DateQuestion,
  Form,
  Option,
  Question,
  ScaleQuestion,
  Section,
  SignatureQuestion,
  TextQuestion,
  Texts,
  YesNoQuestion,
} from './form.js';
export { formFor } from './form-for.js';
export { FormRule } from './form-rule.js';
export { AnswerState, readBack, signedBy } from './read-back.js';
export type { ReadAnswer } from './read-back.js';
export { answeredNow, carriedSections, carryOver, changedSections, prefill, returnVisitForm } from './return-visit.js';
export type { LastAnswers } from './return-visit.js';
export { isRedFlag, risksOf, uncoveredRisks } from './risks-of.js';
export { validateAnswers } from './validate-answers.js';
export { visibleQuestions } from './visible-questions.js';
