import type { Texts } from './form.js';

/** What can be wrong with one answer. */
export enum AnswerRule {
  UNKNOWN_QUESTION = 'unknown_question',
  REQUIRED = 'required',
  NOT_REFUSABLE = 'not_refusable',
  WRONG_KIND = 'wrong_kind',
  TOO_LONG = 'too_long',
  CHARACTERS = 'characters',
  UNKNOWN_OPTION = 'unknown_option',
  REPEATED = 'repeated',
  EXCLUSIVE = 'exclusive',
  OUT_OF_RANGE = 'out_of_range',
  NO_DATE = 'no_date',
  NOT_IN_FUTURE = 'not_in_future',
  NOT_IN_PAST = 'not_in_past',
  TOO_MANY = 'too_many',
  NO_SITE = 'no_site',
  NAME_TOO_SHORT = 'name_too_short',
}

export interface AnswerViolation {
  readonly questionId: string;
  readonly rule: AnswerRule;
}

/** What to say beside the field. Sentences name no answer: they may be shown and logged. */
export const ANSWER_RULE_TEXTS: Readonly<Record<AnswerRule, Texts>> = {
  [AnswerRule.UNKNOWN_QUESTION]: { en: 'This question is not part of the form.' },
  [AnswerRule.REQUIRED]: { en: 'Please answer this question, or say that you would rather not where you may.' },
  [AnswerRule.NOT_REFUSABLE]: { en: 'We cannot go on without an answer here.' },
  [AnswerRule.WRONG_KIND]: { en: 'This is not an answer to this question.' },
  [AnswerRule.TOO_LONG]: { en: 'Please say this in fewer words.' },
  [AnswerRule.CHARACTERS]: { en: 'Please use letters, digits and ordinary signs only.' },
  [AnswerRule.UNKNOWN_OPTION]: { en: 'Please choose from the list.' },
  [AnswerRule.REPEATED]: { en: 'Please choose each only once.' },
  [AnswerRule.EXCLUSIVE]: { en: 'Please choose either this or the others, not both.' },
  [AnswerRule.OUT_OF_RANGE]: { en: 'Please choose a number on the scale.' },
  [AnswerRule.NO_DATE]: { en: 'Please give a day, month and year.' },
  [AnswerRule.NOT_IN_FUTURE]: { en: 'Please give a date that is not in the future.' },
  [AnswerRule.NOT_IN_PAST]: { en: 'Please give a date that is not in the past.' },
  [AnswerRule.TOO_MANY]: { en: 'Please mark fewer places.' },
  [AnswerRule.NO_SITE]: { en: 'Please mark places on the body map only.' },
  [AnswerRule.NAME_TOO_SHORT]: { en: 'Please type your full name to sign.' },
};
