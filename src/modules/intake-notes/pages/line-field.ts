import { h } from '../../../platform/pages/index.js';
import type { Html } from '../../../platform/pages/index.js';
import { DateRange, QuestionKind } from '../domain/index.js';
import type { Answer, DateQuestion, Question, SignatureQuestion, TextQuestion } from '../domain/index.js';
import { fieldOf, firstOf } from './field-names.js';

/** A question that is answered by typing. */
export type LineQuestion = TextQuestion | DateQuestion | SignatureQuestion;

export const isLine = (question: Question): question is LineQuestion =>
  [QuestionKind.TEXT, QuestionKind.DATE, QuestionKind.SIGNATURE].includes(question.kind);

interface Bound {
  /** Local date, YYYY-MM-DD. */
  readonly today: string;
  /** The ids of what is said about the field. */
  readonly about: string | undefined;
  readonly wrong: boolean;
}

/** The field of a question that is answered by typing. */
export function lineField(question: LineQuestion, answer: Answer | null, { today, about, wrong }: Bound): Html {
  const common = {
    ...{ id: firstOf(question.id), name: fieldOf(question.id), 'aria-describedby': about },
    ...(wrong && { 'aria-invalid': 'true' as const }),
  };
  switch (question.kind) {
    case QuestionKind.TEXT: {
      const text = answer?.kind === QuestionKind.TEXT ? answer.text : '';
      const field = { ...common, dir: 'auto', maxLength: question.maxLength, autocomplete: 'off' } as const;
      return question.long
        ? h('textarea', { ...field, rows: 4 }, text)
        : h('input', { ...field, type: 'text', value: text });
    }
    case QuestionKind.SIGNATURE: {
      const value = answer?.kind === QuestionKind.SIGNATURE ? answer.name : '';
      return h('input', { ...common, type: 'text', dir: 'auto', autocomplete: 'name', maxLength: 120, value });
    }
    case QuestionKind.DATE: {
      const value = answer?.kind === QuestionKind.DATE ? answer.date : '';
      return h('input', { ...common, type: 'date', value, ...daysOf(question, today) });
    }
  }
}

function daysOf({ range }: DateQuestion, today: string): { min?: string; max?: string } {
  if (range === DateRange.PAST) return { max: today };
  return range === DateRange.FUTURE ? { min: today } : {};
}
