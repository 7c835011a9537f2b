import { FormRule } from './form-rule.js';
import { QuestionKind } from './form.js';
import type { Option, Question, Section, Texts } from './form.js';

const LONGEST_LABEL = 300;
const LONGEST_HELP = 1000;
const MOST_OPTIONS = 60;
const LONGEST_TEXT_ANSWER = 4000;
const LARGEST_SCALE = 100;
export const FORM_ID = /^[a-z][a-z0-9_]{0,59}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const CONTROL = /(?![\n\r\t])\p{Cc}/u;

/** What is wrong with the question itself, whatever stands around it. */
export function checkQuestion({ title, intro }: Section, question: Question): FormRule[] {
  const { label, help } = question;
  const areTexts =
    isText(title, LONGEST_LABEL) &&
    isText(label, LONGEST_LABEL) &&
    [intro, help].every((text) => !text || isText(text, LONGEST_HELP)) &&
    kindTexts(question).every((text) => isText(text, LONGEST_LABEL));
  return [
    ...(areTexts ? [] : [FormRule.BAD_TEXT]),
    ...(hasLimits(question) ? [] : [FormRule.BAD_LIMITS]),
    ...('options' in question && !areOptions(question.options) ? [FormRule.BAD_OPTIONS] : []),
  ];
}

const isText = (texts: Texts, longest: number): boolean =>
  Object.hasOwn(texts, 'en') &&
  Object.entries(texts).every(
    ([language, text]) =>
      LANGUAGE.test(language) && text.trim() !== '' && text.length <= longest && !CONTROL.test(text),
  );

function kindTexts(question: Question): Texts[] {
  if ('options' in question) return question.options.map(({ label }) => label);
  if (question.kind === QuestionKind.SCALE) return [question.minLabel, question.maxLabel];
  return question.kind === QuestionKind.YES_NO && question.detail ? [question.detail] : [];
}

function hasLimits(question: Question): boolean {
  if (question.kind === QuestionKind.TEXT) {
    return Number.isInteger(question.maxLength) && question.maxLength >= 1 && question.maxLength <= LONGEST_TEXT_ANSWER;
  }
  if (question.kind !== QuestionKind.SCALE) return true;
  const { min, max } = question;
  return Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min < max && max <= LARGEST_SCALE;
}

function areOptions(options: readonly Option[]): boolean {
  const ids = options.map(({ id }) => id);
  const areIds = ids.every((id) => FORM_ID.test(id)) && new Set(ids).size === ids.length;
  // What stands alone says that nothing applies: it cannot be a risk.
  return areIds && ids.length >= 1 && ids.length <= MOST_OPTIONS && options.every((o) => !(o.exclusive && o.risk));
}
