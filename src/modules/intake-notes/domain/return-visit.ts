import { answerTo, chosenOptions } from './answers.js';
import type { Answers } from './answers.js';
import { AskedAt, QuestionKind, questionsOf } from './form.js';
import type { Condition, Form, Option, Question, Section } from './form.js';
import { validateAnswers } from './validate-answers.js';

/** The id of the question "what has changed?", and of the section that holds it. No form may use it for one of its own. */
export const CHANGES = 'changes';
const NOTHING = 'nothing';

/** What was answered last, and the local date of today by which it is looked at. */
export interface LastAnswers {
  readonly answers: Answers;
  readonly today: string;
}

/**
 * The form as a client who has been here before is asked: how they are today, what has changed, and the sections that they
 * say have. A section whose last answers no longer fit, since the form asks something new, is asked in any case.
 */
export function returnVisitForm(form: Form, last: LastAnswers): Form {
  const standing = standingSections(form, last);
  if (standing.length === 0) return form;
  return { sections: [changesSection(standing), ...form.sections.map((each) => askedIfChanged(each, standing))] };
}

/**
 * The answers of a return visit as those to the whole form: what has not changed stands as it was, and all else is as it
 * is answered now.
 */
export function carryOver(form: Form, last: LastAnswers, answers: Answers): Answers {
  const carried = carriedSections(form, last, answers);
  const whole = form.sections.flatMap((section) => {
    const from = carried.includes(section.id) ? last.answers : answers;
    return section.questions.flatMap(({ id }) => entry(from, id));
  });
  return Object.fromEntries(whole);
}

/** The sections whose last answers stand: neither asked every time, nor said to have changed, nor asked since they fit no more. */
export function carriedSections(form: Form, last: LastAnswers, answers: Answers): string[] {
  const changed = changedSections(answers);
  return standingSections(form, last).flatMap(({ id }) => (changed.includes(id) ? [] : [id]));
}

/** A note as far as it was answered now: without the sections that were carried over. */
export function answeredNow(
  { sections }: Form,
  { answers, carried }: { answers: Answers; carried: readonly string[] },
): { form: Form; answers: Answers } {
  const form = { sections: sections.filter(({ id }) => !carried.includes(id)) };
  const ids = questionsOf(form).map(({ id }) => id);
  return { form, answers: Object.fromEntries(ids.flatMap((id) => entry(answers, id))) };
}

/**
 * The answers after a save, with the last ones filled in for each section that is said to have changed just now, as far
 * as nothing else was answered with it.
 */
export function prefill(
  form: Form,
  last: LastAnswers,
  { before, after }: Record<'before' | 'after', Answers>,
): Answers {
  const known = changedSections(before);
  const opened = changedSections(after).filter((id) => !known.includes(id));
  const ids = standingSections(form, last)
    .filter(({ id }) => opened.includes(id))
    .flatMap(({ questions }) => questions.map(({ id }) => id));
  return { ...Object.fromEntries(ids.flatMap((id) => entry(last.answers, id))), ...after };
}

/** The sections that a return visit said have changed. */
export const changedSections = (answers: Answers): string[] =>
  chosenOptions(answerTo(answers, CHANGES)).filter((id) => id !== NOTHING);

/** Sections that are asked once, and whose last answers still stand by themselves. */
function standingSections({ sections }: Form, { answers, today }: LastAnswers): Section[] {
  return sections.filter((section) => {
    if (section.asked === AskedAt.EVERY_VISIT) return false;
    const own = Object.fromEntries(section.questions.flatMap(({ id }) => entry(answers, id)));
    return validateAnswers({ sections: [section] }, own, { final: true, today }).violations.length === 0;
  });
}

const entry = (answers: Answers, id: string) => {
  const answer = answerTo(answers, id);
  return answer ? [[id, answer] as const] : [];
};

function askedIfChanged(section: Section, standing: readonly Section[]): Section {
  if (!standing.includes(section)) return section;
  const changed: Condition = { question: CHANGES, anyOf: [section.id] };
  const questions = section.questions.map((question): Question => ({
    ...question,
    showIf: question.showIf ? { all: [changed, question.showIf] } : changed,
  }));
  return { ...section, questions };
}

function changesSection(standing: readonly Section[]): Section {
  const options: Option[] = standing.map(({ id, title }) => ({ id, label: title }));
  return {
    id: CHANGES,
    title: { en: 'What has changed?' },
    asked: AskedAt.EVERY_VISIT,
    questions: [
      {
        id: CHANGES,
        kind: QuestionKind.MULTI_CHOICE,
        label: { en: 'Is anything new or different since you last told us?' },
        help: { en: 'Choose each topic where something has changed. We keep your other answers as they are.' },
        required: true,
        refusable: false,
        options: [...options, { id: NOTHING, label: { en: 'Nothing has changed' }, exclusive: true }],
      },
    ],
  };
}
