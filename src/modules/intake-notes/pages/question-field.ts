import { h } from '../../../platform/pages/index.js';
import type { Html, Language } from '../../../platform/pages/index.js';
import { QuestionKind, textIn } from '../domain/index.js';
import type { Question } from '../domain/index.js';
import { choiceField } from './choice-field.js';
import { anchorOf, firstOf, REFUSE, refusalOf } from './field-names.js';
import { isLine, lineField } from './line-field.js';
import type { IntakeMessages } from './messages.js';
import { option } from './option.js';
import type { Entry } from './read-answers.js';

export interface FieldContext {
  readonly language: Language;
  readonly messages: IntakeMessages;
  /** Local date, YYYY-MM-DD. */
  readonly today: string;
}

interface Field {
  readonly question: Question;
  readonly entry: Entry;
  /** What is wrong with it, in a sentence. */
  readonly error?: string;
}

/** One question with its fields, its help and what is wrong with it, bound together for whoever does not see them. */
export function questionField({ question, entry, error }: Field, context: FieldContext): Html {
  const { id, help, label, required } = question;
  const { language, messages, today } = context;
  const [helpId, errorId] = [help && `h-${id}`, error && `e-${id}`];
  const about = [helpId, errorId].filter(Boolean).join(' ') || undefined;
  const ask = [textIn(label, language), !required && [' ', h('span', { class: 'optional' }, messages.optional)]];
  const notes = [
    help && h('p', { class: 'help', id: helpId }, textIn(help, language)),
    error && h('p', { class: 'error', id: errorId }, error),
  ];
  const frame = { class: error ? 'question wrong' : 'question', id: anchorOf(id) };
  if (isLine(question)) {
    return h('div', frame, [
      h('label', { class: 'ask', for: firstOf(id) }, ask),
      ...notes,
      lineField(question, entry.answer, { today, about, wrong: error !== undefined }),
      refusalBox(question, entry, messages),
    ]);
  }
  return h('fieldset', { ...frame, 'aria-describedby': about }, [
    h('legend', null, ask),
    ...notes,
    choiceField(question, entry, context),
    refusalBox(question, entry, messages),
  ]);
}

/** Where radio buttons are chosen from, refusing is one of them; elsewhere it has a box of its own. */
const WITH_RADIOS: readonly QuestionKind[] = [QuestionKind.CHOICE, QuestionKind.SCALE, QuestionKind.YES_NO];

function refusalBox({ id, kind, refusable }: Question, { refused }: Entry, { refuse }: IntakeMessages): Html | false {
  if (!refusable || WITH_RADIOS.includes(kind)) return false;
  const input = { type: 'checkbox', name: refusalOf(id), value: REFUSE, checked: refused } as const;
  return h('div', { class: 'alone' }, option(input, refuse, 'refuse'));
}
