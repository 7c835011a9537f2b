import type { Outcome } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';

type Refused = { readonly message: string };
export type Answer<Given> = { readonly given: Given } | { readonly refusal: string } | null;

/** What came of an act: what it gives, or the sentence that says why not. Null: another one is still under way. */
export function answerOf<Data, Result extends object>(
  outcome: Outcome<Data> | null,
  of: (data: Data) => Result,
): Answer<Exclude<Result, Refused>> {
  if (!outcome) return null;
  if ('error' in outcome) return { refusal: sentenceOf(outcome.error) };
  const result = of(outcome.data);
  return isRefused(result) ? { refusal: result.message } : { given: result as Exclude<Result, Refused> };
}

const isRefused = (result: object): result is Refused => 'message' in result;
