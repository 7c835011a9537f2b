import { DATED_RISKS, RED_FLAGS, RiskCode, SITED_RISKS, TODAY_RISKS } from '../../../screening/domain/index.js';
import { Technique } from '../../../practices/domain/index.js';
import type { Answer, Answers } from '../answers.js';
import { checkForm } from '../check-form.js';
import { AskedAt, Filler, QuestionKind, questionsOf } from '../form.js';
import type { Condition, Question } from '../form.js';
import { formFor } from '../form-for.js';
import { risksOf, uncoveredRisks } from '../risks-of.js';
import { validateAnswers } from '../validate-answers.js';
import { visibleQuestions } from '../visible-questions.js';
import { DEFAULT_FORM } from './default-form.js';

const TODAY = '2026-11-26';
const RISKS = Object.values(RiskCode);
const form = formFor(DEFAULT_FORM, Filler.ADULT);
const byId = new Map(questionsOf(form).map((question) => [question.id, question]));
const { CHOICE, MULTI_CHOICE, YES_NO, DATE, BODY_MAP, TEXT, SIGNATURE, SCALE } = QuestionKind;

/** The answer that denies all that a question asks. */
function denial({ id, kind }: Question): Answer {
  if (kind === CHOICE) return { kind, option: id === 'draping' ? 'draped' : 'no' };
  if (kind === MULTI_CHOICE) return { kind, options: ['none'] };
  if (kind === SIGNATURE) return { kind, name: 'Ann Example' };
  return { kind: YES_NO, yes: id.startsWith('consent_') };
}

const healthy: Answers = Object.fromEntries(
  visibleQuestions(form, {})
    .filter(({ required }) => required)
    .map((question) => [question.id, denial(question)]),
);

/** The question that says this risk, and the answer that says it. */
function saying(risk: RiskCode): [Question, Answer] {
  for (const question of questionsOf(form)) {
    if ('risk' in question && question.risk === risk) return [question, { kind: YES_NO, yes: true }];
    const found = 'options' in question ? question.options.find((option) => option.risk === risk) : undefined;
    if (found && question.kind === CHOICE) return [question, { kind: CHOICE, option: found.id }];
    if (found) return [question, { kind: MULTI_CHOICE, options: [found.id] }];
  }
  throw new Error(`Nothing in the form says ${risk}.`);
}

/** Answers that show a question that hangs on one other. */
function opening(showIf: Condition | undefined): Answers {
  if (!showIf) return {};
  if (!('question' in showIf)) throw new Error('The shipped form has plain conditions only.');
  const on = byId.get(showIf.question)!;
  const options = 'anyOf' in showIf ? showIf.anyOf.slice(0, 1) : [];
  const answer: Answer =
    on.kind === YES_NO
      ? { kind: YES_NO, yes: true }
      : on.kind === CHOICE
        ? { kind: CHOICE, option: options[0]! }
        : { kind: MULTI_CHOICE, options };
  return { ...opening(on.showIf), [on.id]: answer };
}

function having(risk: RiskCode): Answers {
  const [question, answer] = saying(risk);
  return { ...healthy, ...opening(question.showIf), [question.id]: answer };
}

/** Answers every question that these answers open, and that tells more of the risk. */
function withDetails(answers: Answers, risk: RiskCode): Answers {
  const more = visibleQuestions(form, answers)
    .filter((question) => 'tellsAbout' in question && question.tellsAbout?.includes(risk))
    .map(({ id, kind }): [string, Answer] => {
      if (kind === DATE) return [id, { kind, date: '2026-10-01' }];
      if (kind === BODY_MAP) return [id, { kind, sites: [{ region: 'lower_leg', side: 'left' } as never] }];
      return [id, { kind: TEXT, text: 'almond' }];
    });
  return { ...answers, ...Object.fromEntries(more) };
}

test('is a form that can be published', () => {
  expect(checkForm(DEFAULT_FORM)).toEqual([]);
});

test('asks for every risk of screening', () => {
  expect(uncoveredRisks(DEFAULT_FORM)).toEqual([]);
});

test('lets somebody who has nothing of it be screened as having nothing of it', () => {
  expect(validateAnswers(form, healthy, { final: true, today: TODAY }).violations).toEqual([]);
  expect(risksOf(form, healthy, TODAY)).toEqual({ answeredOn: TODAY, present: [], unknown: [], complete: true });
});

test.each(RISKS)('lets somebody say: %s', (risk) => {
  const present = risksOf(form, having(risk), TODAY).present.map((each) => each.risk);
  expect(present).toContain(risk);
});

test.each(DATED_RISKS)('asks for the date of %s, and cannot be sent without it', (risk) => {
  const open = validateAnswers(form, having(risk), { final: true, today: TODAY }).violations;
  expect(open.map(({ questionId }) => byId.get(questionId)!.kind)).toContain(DATE);
  const said = risksOf(form, withDetails(having(risk), risk), TODAY).present.find((each) => each.risk === risk);
  expect(said).toMatchObject({ on: '2026-10-01' });
});

test.each(SITED_RISKS)('asks where %s is, and cannot be sent without it', (risk) => {
  const open = validateAnswers(form, having(risk), { final: true, today: TODAY }).violations;
  expect(open.map(({ questionId }) => byId.get(questionId)!.kind)).toContain(BODY_MAP);
  const said = risksOf(form, withDetails(having(risk), risk), TODAY).present.find((each) => each.risk === risk);
  expect(said?.sites).toEqual([{ region: 'lower_leg', side: 'left' }]);
});

test.each([RiskCode.ALLERGY_OIL, RiskCode.ALLERGY_NUT, RiskCode.ALLERGY_LATEX, RiskCode.ALLERGY_FRAGRANCE])(
  'asks what exactly %s is to, for the substitute',
  (risk) => {
    const said = risksOf(form, withDetails(having(risk), risk), TODAY).present;
    expect(said).toEqual([{ risk, detail: 'almond' }]);
  },
);

test.each(TODAY_RISKS)('asks for %s at every visit', (risk) => {
  const [{ id }] = saying(risk);
  const section = DEFAULT_FORM.sections.find(({ questions }) => questions.some((question) => question.id === id));
  expect(section?.asked).toBe(AskedAt.EVERY_VISIT);
});

test('lists the red flags in one question', () => {
  const question = byId.get('red_flags')!;
  const listed = 'options' in question ? question.options.flatMap(({ risk }) => risk ?? []) : [];
  expect(listed).toEqual([...RED_FLAGS]);
});

test('treats a platelet count or a blood pressure that is not known as the worse one', () => {
  const platelets: Answers = {
    ...healthy,
    circulation: { kind: MULTI_CHOICE, options: ['low_platelets'] },
    platelet_count: { kind: CHOICE, option: 'not_known' },
  };
  expect(risksOf(form, platelets, TODAY).present.map(({ risk }) => risk)).toEqual([
    RiskCode.LOW_PLATELETS,
    RiskCode.VERY_LOW_PLATELETS,
  ]);
  const pressure: Answers = { ...healthy, blood_pressure: { kind: CHOICE, option: 'not_known' } };
  expect(risksOf(form, pressure, TODAY).present).toEqual([{ risk: RiskCode.HYPERTENSION_UNCONTROLLED }]);
});

test('lets a client refuse every question but consent and signature', () => {
  const must = questionsOf(DEFAULT_FORM).filter(({ required, refusable }) => required && !refusable);
  expect(must.map(({ id }) => id)).toEqual([
    'consent_treatment',
    'consent_truth',
    'guardian_relationship',
    'signature',
    'guardian_signature',
  ]);
});

test('has a guardian sign for a minor, and nobody else', () => {
  const signedBy = (filler: Filler) =>
    questionsOf(formFor(DEFAULT_FORM, filler))
      .filter(({ kind }) => kind === SIGNATURE)
      .map(({ id }) => id);
  expect(signedBy(Filler.ADULT)).toEqual(['signature']);
  expect(signedBy(Filler.GUARDIAN)).toEqual(['guardian_signature']);
});

test('asks consent to techniques, to areas and to how one is covered', () => {
  const techniques = byId.get('techniques_agreed')!;
  const offered = 'options' in techniques ? techniques.options.map(({ id }) => id) : [];
  const treated = Object.values(Technique).filter((each) => each !== Technique.CONSULTATION);
  expect(offered).toEqual([...treated, 'none']);
  expect(byId.get('areas_excluded')?.kind).toBe(BODY_MAP);
  expect(byId.get('draping')?.kind).toBe(CHOICE);
});

test('asks for aims, focus, sensitivity, pressure, medicines and other care', () => {
  const kinds = ['aims', 'focus_areas', 'sensitive_areas', 'pressure', 'medicines_named', 'other_care'].map(
    (id) => byId.get(id)?.kind,
  );
  expect(kinds).toEqual([MULTI_CHOICE, BODY_MAP, BODY_MAP, SCALE, TEXT, MULTI_CHOICE]);
});

test('never asks for HIV status, never promises a cure and never diagnoses', () => {
  const words = JSON.stringify(DEFAULT_FORM);
  expect(words).not.toMatch(/\bHIV\b|\bAIDS\b|\bcures?\b|\bheals\b|\bguarantee|\bwill (help|relieve|fix)\b/i);
});

test('speaks in short sentences', () => {
  const texts = [...JSON.stringify(DEFAULT_FORM).matchAll(/"en":"([^"]*)"/g)].map(([, text]) => text!);
  expect(texts.filter((text) => text.length > 130)).toEqual([]);
});
