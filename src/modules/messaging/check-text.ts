import { DEFAULT_TEXTS, VARIABLES } from './default-texts.js';
import type { TextKey } from './default-texts.js';
import { clinicalWordIn } from './domain/index.js';
import { problemOf } from './render-text.js';

/** A text that a practice would like to send in the place of the one that ships. */
export interface TextWish {
  readonly key: TextKey;
  readonly channel: 'email' | 'sms';
  /** Two letters (ISO 639-1). */
  readonly language: string;
  /** Of an e-mail; null for an SMS. */
  readonly subject: string | null;
  readonly body: string;
}

/** Why a text cannot be used: the field, the rule, and a sentence for whoever wrote it. */
export interface TextRefusal {
  readonly kind: 'text_refused';
  readonly field: 'subject' | 'body';
  readonly rule: 'not_plain' | 'unknown_variable' | 'clinical_word' | 'link_missing' | 'subject_missing' | 'no_subject';
  readonly message: string;
}

/** Null for a text that may be sent. */
export function whyNotSend(wish: TextWish): TextRefusal | null {
  const { channel, subject, body } = wish;
  if (channel === 'email' && subject === null)
    return refusal('subject', 'subject_missing', 'An e-mail needs a subject.');
  if (channel === 'sms' && subject !== null) return refusal('subject', 'no_subject', 'An SMS has no subject.');
  const wrong = inText('body', body) ?? (subject === null ? null : inText('subject', subject));
  if (wrong) return wrong;
  if (asksForLink(wish) && !/\{\{\s*link\s*\}\}/.test(body))
    return refusal('body', 'link_missing', 'This message is of no use without {{ link }}.');
  return null;
}

function inText(field: 'subject' | 'body', text: string): TextRefusal | null {
  const problem = problemOf(text, VARIABLES);
  if (problem?.kind === 'unknown_variable')
    return refusal(field, 'unknown_variable', `There is no {{ ${problem.name} }}; there are ${VARIABLES.join(', ')}.`);
  if (problem) return refusal(field, 'not_plain', 'Double braces may hold the name of a variable and nothing else.');
  const word = clinicalWordIn(text);
  return word === null
    ? null
    : refusal(field, 'clinical_word', `“${word}” tells of the client’s health: no message may.`);
}

function asksForLink({ key, channel }: TextWish): boolean {
  const shipped = DEFAULT_TEXTS.en[key];
  return (channel === 'email' ? shipped.email.body : shipped.sms).includes('{{ link }}');
}

const refusal = (field: TextRefusal['field'], rule: TextRefusal['rule'], message: string): TextRefusal => ({
  ...{ kind: 'text_refused', field, rule, message },
});
