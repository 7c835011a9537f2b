import type { CombinedError } from '@urql/core';
import type { Outcome } from './act.js';
import { sentenceOf } from './failure.js';

type Refused = { readonly message: string };

/** Why an act was not done: the sentence for it, and of an input that cannot be meant the sentence of each field. */
export interface Refusal {
  readonly refusal: string;
  readonly fields: Readonly<Record<string, string>>;
}
export type Answer<Given> = { readonly given: Given } | Refusal | null;

/** What came of an act: what it gives, or why not. Null: another one is still under way. */
export function answerOf<Data, Result extends object>(
  outcome: Outcome<Data> | null,
  of: (data: Data) => Result,
): Answer<Exclude<Result, Refused>> {
  if (!outcome) return null;
  if ('error' in outcome) return { refusal: sentenceOf(outcome.error), fields: fieldsOf(outcome.error) };
  const result = of(outcome.data);
  return isRefused(result) ? { refusal: result.message, fields: {} } : { given: result as Exclude<Result, Refused> };
}

const isRefused = (result: object): result is Refused => 'message' in result;

interface Violation {
  readonly field: string;
  readonly message: string;
}

/** By the field's name in the operation's input: `name`, `hours.0.startsAt`. */
const fieldsOf = ({ graphQLErrors }: CombinedError): Record<string, string> =>
  Object.fromEntries(
    graphQLErrors
      .flatMap(({ extensions }) => (extensions['violations'] as Violation[] | undefined) ?? [])
      .map(({ field, message }) => [field, message]),
  );
