import { QuestionKind, visibleQuestions } from '../domain/index.js';
import type { Answers, Form, Question, Section } from '../domain/index.js';

/** One page of the form: a section with those of its questions that are asked now. */
export interface Step {
  /** From 1: addresses of pages say this, and never which section it is. */
  readonly number: number;
  readonly section: Section;
  readonly questions: readonly Question[];
}

export interface Steps {
  /** To be filled in one after the other. */
  readonly pages: readonly Step[];
  /** What is agreed to and signed, after all else was looked through. */
  readonly last: readonly Step[];
}

const isSigned = ({ questions }: Section): boolean => questions.some(({ kind }) => kind === QuestionKind.SIGNATURE);

/** What is asked, page by page, given what was answered so far. */
export function stepsOf(form: Form, answers: Answers): Steps {
  const visible = new Set(visibleQuestions(form, answers));
  const steps = form.sections
    .map((section) => ({ section, questions: section.questions.filter((question) => visible.has(question)) }))
    .filter(({ questions }) => questions.length > 0);
  const [last, pages] = [true, false].map((signed) => steps.filter(({ section }) => isSigned(section) === signed));
  const numbered = [...pages!, ...last!].map((step, place): Step => ({ ...step, number: place + 1 }));
  return { pages: numbered.slice(0, pages!.length), last: numbered.slice(pages!.length) };
}

/** The questions of a page that must be answered, or refused, and were not. */
export const missingOf = ({ questions }: Step, answers: Answers): Question[] =>
  questions.filter(({ id, required }) => required && !Object.hasOwn(answers, id));

/** The page of a section; undefined where nothing of it is asked any more. */
export const pageOf = ({ form, answers }: { form: Form; answers: Answers }, sectionId: string): Step | undefined =>
  stepsOf(form, answers).pages.find(({ section }) => section.id === sectionId);
