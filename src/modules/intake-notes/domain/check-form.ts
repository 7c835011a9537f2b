import { checkQuestion, FORM_ID } from './check-question.js';
import { AskedAt, Filler, QuestionKind } from './form.js';
import type { Condition, Form, Question, Section } from './form.js';
import { formFor } from './form-for.js';
import { FormRule } from './form-rule.js';
import { CHANGES } from './return-visit.js';
import { askedRisks } from './risks-of.js';

const MOST_SECTIONS = 40;
const MOST_QUESTIONS = 200;
const DEEPEST_CONDITION = 4;

export interface FormViolation {
  /** The id of the section or question, or null for the form. */
  readonly at: string | null;
  readonly rule: FormRule;
}

/** What is wrong with a form; nothing where it can be published. */
export function checkForm(form: Form): FormViolation[] {
  const { sections } = form;
  const questions = sections.flatMap((section) => section.questions);
  const broken = (rule: FormRule): FormViolation[] => [{ at: null, rule }];
  if (questions.length === 0) return broken(FormRule.EMPTY);
  if (sections.length > MOST_SECTIONS || questions.length > MOST_QUESTIONS) return broken(FormRule.TOO_LARGE);
  return [
    ...checkIds(sections.map(({ id }) => id)),
    ...checkIds(questions.map(({ id }) => id)),
    ...sections.flatMap(checkSection),
    ...(Object.values(Filler).every((filler) => isSignedBy(form, filler)) ? [] : broken(FormRule.NO_SIGNATURE)),
  ];
}

function checkIds(ids: readonly string[]): FormViolation[] {
  return ids.flatMap((id, place): FormViolation[] => {
    if (!FORM_ID.test(id)) return [{ at: id, rule: FormRule.BAD_ID }];
    return id === CHANGES || ids.indexOf(id) < place ? [{ at: id, rule: FormRule.ID_TAKEN }] : [];
  });
}

function isSignedBy(form: Form, filler: Filler): boolean {
  const signatures = formFor(form, filler).sections.flatMap(({ asked, questions }) =>
    questions.filter(({ kind }) => kind === QuestionKind.SIGNATURE).map((question) => ({ ...question, asked })),
  );
  const [one, ...more] = signatures;
  if (!one || more.length > 0) return false;
  return one.required && !one.refusable && !one.showIf && one.asked === AskedAt.EVERY_VISIT;
}

function checkSection(section: Section): FormViolation[] {
  const { id, questions } = section;
  if (questions.length === 0) return [{ at: id, rule: FormRule.EMPTY }];
  return questions.flatMap((question, place) => {
    const before = questions.slice(0, place);
    const rules = [
      ...checkQuestion(section, question),
      ...checkRisk(question, before),
      ...checkShowIf(question, before),
    ];
    return rules.map((rule) => ({ at: question.id, rule }));
  });
}

function checkShowIf({ showIf }: Question, before: readonly Question[]): FormRule[] {
  return !showIf || fits(showIf, before, 1) ? [] : [FormRule.BAD_CONDITION];
}

function fits(condition: Condition, before: readonly Question[], depth: number): boolean {
  if (depth > DEEPEST_CONDITION) return false;
  if ('all' in condition)
    return condition.all.length > 0 && condition.all.every((part) => fits(part, before, depth + 1));
  if ('any' in condition)
    return condition.any.length > 0 && condition.any.every((part) => fits(part, before, depth + 1));
  const asked = before.find(({ id }) => id === condition.question);
  if (!asked) return false;
  if ('is' in condition) return asked.kind === QuestionKind.YES_NO;
  if ('atLeast' in condition) return asked.kind === QuestionKind.SCALE;
  const options = 'options' in asked ? asked.options.map(({ id }) => id) : [];
  return condition.anyOf.length > 0 && condition.anyOf.every((id) => options.includes(id));
}

function checkRisk(question: Question, before: readonly Question[]): FormRule[] {
  if (askedRisks(question).length === 0) return [];
  return [
    ...(question.required ? [] : [FormRule.RISK_NOT_REQUIRED]),
    ...(question.refusable ? [] : [FormRule.RISK_NOT_REFUSABLE]),
    ...(hangsOnNo(question, before) ? [FormRule.RISK_BEHIND_NO] : []),
  ];
}

/** Whether a question, or one that it hangs on, is shown because of a no. */
function hangsOnNo({ showIf }: Question, before: readonly Question[]): boolean {
  return partsOf(showIf).some((part) => {
    if ('is' in part && part.is === 'no') return true;
    const place = before.findIndex(({ id }) => id === part.question);
    return place >= 0 && hangsOnNo(before[place]!, before.slice(0, place));
  });
}

function partsOf(condition: Condition | undefined): Exclude<Condition, { all: unknown } | { any: unknown }>[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all.flatMap(partsOf);
  return 'any' in condition ? condition.any.flatMap(partsOf) : [condition];
}
