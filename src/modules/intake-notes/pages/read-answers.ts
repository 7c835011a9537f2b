import type { FormFields } from '../../../platform/pages/index.js';
import { answerTo, QuestionKind, REFUSED } from '../domain/index.js';
import type { Answer, Answers, Question } from '../domain/index.js';
import { siteAt } from './body-places.js';
import { detailOf, fieldOf, REFUSE, refusalOf } from './field-names.js';

/** What stands in the fields of one question. Whether it fits is for the domain to judge. */
export interface Entry {
  readonly answer: Answer | null;
  /** "I would rather not say". */
  readonly refused: boolean;
}

export type Entries = ReadonlyMap<string, Entry>;

/** The fields as they were sent. */
export const sentEntries = (questions: readonly Question[], fields: FormFields): Entries =>
  new Map(questions.map((question) => [question.id, sentEntry(question, fields)]));

/** The fields as they stand, given what was answered so far. */
export function keptEntries(questions: readonly Question[], answers: Answers): Entries {
  return new Map(
    questions.map(({ id }): [string, Entry] => {
      const answer = answerTo(answers, id) ?? null;
      return [id, answer?.kind === 'refused' ? { answer: null, refused: true } : { answer, refused: false }];
    }),
  );
}

/** Both an answer and a refusal: neither can be taken for what was meant. */
export const contradicts = ({ answer, refused }: Entry): boolean => answer !== null && refused;

/** What the entries say, to be saved: null where nothing was said, and nothing of those that contradict themselves. */
export function givenBy(entries: Entries): Record<string, Answer | null> {
  const clear = [...entries].filter(([, entry]) => !contradicts(entry));
  return Object.fromEntries(clear.map(([id, { answer, refused }]) => [id, refused ? REFUSED : answer]));
}

function sentEntry(question: Question, fields: FormFields): Entry {
  const refused = fields.has(refusalOf(question.id)) || fields.one(fieldOf(question.id)) === REFUSE;
  const values = fields.all(fieldOf(question.id)).filter((value) => value !== '' && value !== REFUSE);
  return { answer: values.length === 0 ? null : toAnswer(question, values, fields), refused };
}

function toAnswer(question: Question, values: readonly string[], fields: FormFields): Answer | null {
  const [value] = values as [string];
  switch (question.kind) {
    case QuestionKind.TEXT:
      return value.trim() === '' ? null : { kind: question.kind, text: value };
    case QuestionKind.SIGNATURE:
      return value.trim() === '' ? null : { kind: question.kind, name: value };
    case QuestionKind.CHOICE:
      return { kind: question.kind, option: value };
    case QuestionKind.MULTI_CHOICE:
      return { kind: question.kind, options: values };
    case QuestionKind.SCALE:
      return { kind: question.kind, value: Number(value) };
    case QuestionKind.DATE:
      return { kind: question.kind, date: value };
    case QuestionKind.YES_NO:
      return yesOrNo(value, question.detail ? fields.one(detailOf(question.id)) : '');
    case QuestionKind.BODY_MAP:
      return { kind: question.kind, sites: values.map(siteAt) };
  }
}

function yesOrNo(value: string, detail: string): Answer {
  const kind = QuestionKind.YES_NO;
  return value === 'yes' && detail.trim() !== '' ? { kind, yes: true, detail } : { kind, yes: value === 'yes' };
}
