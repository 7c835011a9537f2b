import type { BodySite } from '../../practices/domain/index.js';
import { QuestionKind } from './form.js';

/** What somebody said to one question. Nothing at all stands for a question that was not answered, or not asked. */
export type Answer =
  | { readonly kind: QuestionKind.TEXT; readonly text: string }
  | { readonly kind: QuestionKind.CHOICE; readonly option: string }
  | { readonly kind: QuestionKind.MULTI_CHOICE; readonly options: readonly string[] }
  | { readonly kind: QuestionKind.SCALE; readonly value: number }
  /** YYYY-MM-DD. */
  | { readonly kind: QuestionKind.DATE; readonly date: string }
  | { readonly kind: QuestionKind.YES_NO; readonly yes: boolean; readonly detail?: string }
  | { readonly kind: QuestionKind.BODY_MAP; readonly sites: readonly BodySite[] }
  /** The name that was typed to sign. When it was signed is when the form was submitted. */
  | { readonly kind: QuestionKind.SIGNATURE; readonly name: string }
  | { readonly kind: 'refused' };

/** By the question's id. */
export type Answers = Readonly<Record<string, Answer>>;

export const REFUSED: Answer = { kind: 'refused' };

/** The options that an answer chose: none where it is not of a kind that has any. */
export function chosenOptions(answer: Answer | undefined): readonly string[] {
  if (answer?.kind === QuestionKind.CHOICE) return [answer.option];
  return answer?.kind === QuestionKind.MULTI_CHOICE ? answer.options : [];
}

/**
 * The answer to a question of this id. Answers come from outside, where a question may well be called `constructor`: only
 * the record's own count.
 */
export const answerTo = (answers: Answers, id: string): Answer | undefined =>
  Object.hasOwn(answers, id) ? answers[id] : undefined;
