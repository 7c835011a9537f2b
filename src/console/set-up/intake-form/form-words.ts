import type {
  IntakeAskedAt,
  IntakeDateRange,
  IntakeFormRule,
  IntakeQuestionKind,
  RiskCode,
} from '../../api/generated/graphql.js';
import { inLanguage } from '../../record/answer-words.js';
import { wordsOf } from '../../ui/words.js';
import type { Condition, Question, Words } from './form.js';

export const KIND: Readonly<Record<IntakeQuestionKind, string>> = {
  YES_NO: 'Yes or no',
  CHOICE: 'One of several',
  MULTI_CHOICE: 'Any of several',
  SCALE: 'Scale',
  TEXT: 'Text',
  DATE: 'Date',
  BODY_MAP: 'Places on a body map',
  SIGNATURE: 'Signature',
};

export const ASKED: Readonly<Record<IntakeAskedAt, string>> = {
  FIRST_VISIT: 'At the first visit, and where something has changed',
  EVERY_VISIT: 'At every visit',
};

export const RANGE: Readonly<Record<IntakeDateRange, string>> = {
  ANY: 'Any day',
  PAST: 'Not after today',
  FUTURE: 'Not before today',
};

/** What the API says by the names of its rules. */
export const RULE: Readonly<Record<IntakeFormRule, string>> = {
  BAD_CONDITION: 'What it is shown by does not fit: it must be an earlier question of the same section.',
  BAD_ID: 'Its id cannot be used.',
  BAD_LIMITS: 'Its numbers do not fit.',
  BAD_OPTIONS: 'Its choices do not fit.',
  BAD_TEXT: 'A text is missing in English, or too long.',
  EMPTY: 'It asks nothing.',
  ID_TAKEN: 'Its id is taken.',
  NO_SIGNATURE: 'Clients and guardians must each be asked for one signature, at every visit and always.',
  RISK_BEHIND_NO: 'It tells screening of a risk, and is shown because of a no: a yes would hide it.',
  RISK_NOT_REFUSABLE: 'It tells screening of a risk: it must be possible to refuse it.',
  RISK_NOT_REQUIRED: 'It tells screening of a risk: it must be answered or refused.',
  TOO_LARGE: 'It is too long.',
};

export const risksWords = (risks: readonly RiskCode[]): string => risks.map(wordsOf).join(', ');

/** `Must be answered or refused`. */
export function answeringWords({ required, refusable }: Pick<Question, 'required' | 'refusable'>): string {
  if (required) return refusable ? 'must be answered or refused' : 'must be answered';
  return refusable ? 'may be left out or refused' : 'may be left out';
}

export const nameOf = ({ label }: { label: Words }): string => inLanguage(label ?? []) || 'A question without words';

/** What shows a question, in words: `“Is it spreading?” is answered with yes`. */
export function conditionWords(condition: Condition, questions: readonly Question[]): string {
  const { all, any, question: id, yes, anyOf, atLeast } = condition;
  const parts = all ?? any;
  if (parts) return parts.map((part) => `(${conditionWords(part, questions)})`).join(all ? ' and ' : ' or ');
  const question = questions.find((each) => each.id === id);
  const name = question ? `“${nameOf(question)}”` : 'a question that is gone';
  if (typeof yes === 'boolean') return `${name} is answered with ${yes ? 'yes' : 'no'}`;
  if (typeof atLeast === 'number') return `${name} is answered with ${atLeast} or more`;
  const chosen = (anyOf ?? []).map((each) => {
    const option = question?.options?.find((known) => known.id === each);
    return option ? inLanguage(option.label) : 'a choice that is gone';
  });
  return `${name} is answered with ${chosen.join(' or ') || 'nothing yet'}`;
}

/** Null: always shown. */
export const shownIfWords = ({ showIf }: Question, questions: readonly Question[]): string | null =>
  showIf ? conditionWords(showIf, questions) : null;
