import type { IntakeNoteToReadQuery } from '../api/generated/graphql.js';
import type { Plain } from '../notes/note.js';
import { siteWords } from '../notes/note-words.js';
import { dateWords } from '../time/clinic-time.js';

type Note = Plain<IntakeNoteToReadQuery['intakeNote']>;
type Question = Note['formVersion']['form']['sections'][number]['questions'][number];
type Answer = NonNullable<Note['answers']>[number];

/** In the reader's language where the form has it, else in English. */
export function inLanguage(texts: readonly { readonly language: string; readonly text: string }[]): string {
  const [wanted] = navigator.language.split('-');
  const found = texts.find(({ language }) => language === wanted) ?? texts.find(({ language }) => language === 'en');
  return found?.text ?? '';
}

/** What was said to a question; of one that was refused that it was. */
export function answerWords(question: Pick<Question, 'options' | 'max'>, answer: Answer): string {
  if (answer.state === 'REFUSED') return 'Would rather not say.';
  if (answer.state !== 'ANSWERED') return 'Not answered.';
  const { yes, detail, options, scale, sites, date, text, signature } = answer;
  const chosen = options?.map(
    (id) => inLanguage(question.options?.find((option) => option.id === id)?.label ?? []) || id,
  );
  return [
    yes !== null && (yes ? 'Yes' : 'No'),
    detail,
    chosen?.join(', '),
    scale !== null && `${scale}${question.max === null ? '' : ` of ${question.max}`}`,
    sites?.map(siteWords).join('; '),
    date && dateWords(date),
    text,
    signature && `Signed: ${signature}`,
  ]
    .filter(Boolean)
    .join(': ');
}
