import { DateRange, QuestionKind } from '../domain/index.js';
import type { Condition, Form, Option, Question, Section, Texts } from '../domain/index.js';
import type { IntakeCondition, IntakeOption, IntakeText } from './form-parts.js';
import type { IntakeForm, IntakeQuestion, IntakeSection } from './form-types.js';

/** What a kind of question needs and was not given: something that no form may be published with. */
const NO_TEXT: Texts = { en: '' };

export const toTexts = (texts: Texts): IntakeText[] =>
  Object.entries(texts).map(([language, text]) => ({ language, text }));

const fromTexts = (texts: readonly IntakeText[]): Texts =>
  // Without English no form can be published; until then it may be missing.
  Object.fromEntries(texts.map(({ language, text }) => [language, text])) as Texts;

const textsOr = (texts: readonly IntakeText[] | null | undefined): Texts => (texts ? fromTexts(texts) : NO_TEXT);

export const toForm = ({ sections }: Form): IntakeForm => ({ sections: sections.map(toSection) });

const toSection = ({ title, intro, questions, ...rest }: Section): IntakeSection => ({
  ...rest,
  title: toTexts(title),
  ...(intro && { intro: toTexts(intro) }),
  questions: questions.map(toQuestion),
});

function toQuestion(question: Question): IntakeQuestion {
  const { id, kind, required, refusable, filler, label, help, showIf } = question;
  return {
    ...{ id, kind, required, refusable, filler, label: toTexts(label) },
    ...(help && { help: toTexts(help) }),
    ...(showIf && { showIf: toCondition(showIf) }),
    ...ownOf(question),
  };
}

/** What only this kind of question has. */
function ownOf(question: Question): Partial<IntakeQuestion> {
  switch (question.kind) {
    case QuestionKind.TEXT:
      return { maxLength: question.maxLength, long: question.long, tellsAbout: question.tellsAbout };
    case QuestionKind.CHOICE:
    case QuestionKind.MULTI_CHOICE:
      return { options: question.options.map(toOption), tellsAbout: question.tellsAbout };
    case QuestionKind.SCALE: {
      const { min, max, minLabel, maxLabel } = question;
      return { min, max, minLabel: toTexts(minLabel), maxLabel: toTexts(maxLabel) };
    }
    case QuestionKind.DATE:
      return { range: question.range, tellsAbout: question.tellsAbout };
    case QuestionKind.YES_NO:
      return { risk: question.risk, ...(question.detail && { detail: toTexts(question.detail) }) };
    case QuestionKind.BODY_MAP:
      return { risk: question.risk, tellsAbout: question.tellsAbout };
    case QuestionKind.SIGNATURE:
      return {};
  }
}

const toOption = ({ label, ...rest }: Option): IntakeOption => ({ ...rest, label: toTexts(label) });

function toCondition(condition: Condition): IntakeCondition {
  if ('all' in condition) return { all: condition.all.map(toCondition) };
  if ('any' in condition) return { any: condition.any.map(toCondition) };
  if ('is' in condition) return { question: condition.question, yes: condition.is === 'yes' };
  return { ...condition };
}

export const fromForm = ({ sections }: IntakeForm): Form => ({ sections: sections.map(fromSection) });

const fromSection = ({ id, asked, title, intro, questions }: IntakeSection): Section => ({
  ...{ id, asked, title: fromTexts(title) },
  ...(intro && { intro: fromTexts(intro) }),
  questions: questions.map(fromQuestion),
});

function fromQuestion(input: IntakeQuestion): Question {
  const { id, required, refusable, label, filler, help, showIf } = input;
  const asked = {
    ...{ id, required, refusable, label: fromTexts(label) },
    ...(filler && { filler }),
    ...(help && { help: fromTexts(help) }),
    ...(showIf && { showIf: fromCondition(showIf) }),
  };
  return kindOf(asked, input);
}

type Asked = Pick<Question, 'id' | 'required' | 'refusable' | 'label' | 'filler' | 'help' | 'showIf'>;

function kindOf(asked: Asked, input: IntakeQuestion): Question {
  const { kind, risk, tellsAbout } = input;
  const own = { ...(risk && { risk }) };
  const told = { ...(tellsAbout && { tellsAbout }) };
  switch (kind) {
    case QuestionKind.TEXT:
      return { ...asked, ...told, kind, maxLength: input.maxLength ?? 0, ...(input.long && { long: true }) };
    case QuestionKind.CHOICE:
    case QuestionKind.MULTI_CHOICE:
      return { ...asked, ...told, kind, options: (input.options ?? []).map(fromOption) };
    case QuestionKind.SCALE: {
      const labels = { minLabel: textsOr(input.minLabel), maxLabel: textsOr(input.maxLabel) };
      return { ...asked, kind, min: input.min ?? 0, max: input.max ?? 0, ...labels };
    }
    case QuestionKind.DATE:
      return { ...asked, ...told, kind, range: input.range ?? DateRange.ANY };
    case QuestionKind.YES_NO:
      return { ...asked, ...own, kind, ...(input.detail && { detail: fromTexts(input.detail) }) };
    case QuestionKind.BODY_MAP:
      return { ...asked, ...own, ...told, kind };
    case QuestionKind.SIGNATURE:
      return { ...asked, kind };
  }
}

const fromOption = ({ id, label, risk, exclusive }: IntakeOption): Option => ({
  ...{ id, label: fromTexts(label) },
  ...(risk && { risk }),
  ...(exclusive && { exclusive }),
});

/** A condition that says nothing refers to no question, with which no form can be published. */
function fromCondition({ question, yes, anyOf, atLeast, all, any }: IntakeCondition): Condition {
  if (all) return { all: all.map(fromCondition) };
  if (any) return { any: any.map(fromCondition) };
  const id = question ?? '';
  if (typeof yes === 'boolean') return { question: id, is: yes ? 'yes' : 'no' };
  return typeof atLeast === 'number' ? { question: id, atLeast } : { question: id, anyOf: anyOf ?? [] };
}
