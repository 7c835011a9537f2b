import fc from 'fast-check';
import type { Answer, Answers } from './answers.js';
import { DEFAULT_FORM } from './default-form/default-form.js';
import { AskedAt, Filler, QuestionKind, questionsOf } from './form.js';
import type { Form, Question } from './form.js';
import { answersTo, form as anyForm } from './form.arbitraries.js';
import { formFor } from './form-for.js';
import { carryOver, CHANGES, changedSections, prefill, returnVisitForm } from './return-visit.js';
import { validateAnswers } from './validate-answers.js';
import { visibleQuestions } from './visible-questions.js';

const TODAY = '2026-11-26';
const en = (text: string) => ({ en: text });
const yesNo = (id: string, more: Partial<Question> = {}): Question =>
  ({ id, kind: QuestionKind.YES_NO, label: en(id), required: true, refusable: true, ...more }) as Question;
const YES = { kind: QuestionKind.YES_NO, yes: true } as const;
const NO = { kind: QuestionKind.YES_NO, yes: false } as const;
const changed = (...options: string[]): Answers => ({ [CHANGES]: { kind: QuestionKind.MULTI_CHOICE, options } });

const form: Form = {
  sections: [
    { id: 'now', title: en('Now'), asked: AskedAt.EVERY_VISIT, questions: [yesNo('fever')] },
    {
      id: 'heart',
      title: en('Heart'),
      asked: AskedAt.FIRST_VISIT,
      questions: [yesNo('clot'), yesNo('treated', { showIf: { question: 'clot', is: 'yes' } })],
    },
    { id: 'skin', title: en('Skin'), asked: AskedAt.FIRST_VISIT, questions: [yesNo('rash', { required: false })] },
  ],
};
const last = { answers: { fever: YES, clot: YES, treated: NO, rash: YES }, today: TODAY };
const shownIn = (asked: Form, answers: Answers) => visibleQuestions(asked, answers).map(({ id }) => id);

describe('a return visit', () => {
  const asked = returnVisitForm(form, last);

  it('asks what has changed, and how one is today', () => {
    expect(shownIn(asked, {})).toEqual([CHANGES, 'fever']);
    const [{ questions }] = asked.sections as [(typeof asked.sections)[number]];
    const offered = questions.flatMap((question) =>
      'options' in question ? question.options.map(({ id }) => id) : [],
    );
    expect(offered).toEqual(['heart', 'skin', 'nothing']);
  });

  it('asks a section that has changed as it is asked else: its own conditions still count', () => {
    expect(shownIn(asked, changed('heart'))).toEqual([CHANGES, 'fever', 'clot']);
    expect(shownIn(asked, { ...changed('heart'), clot: YES })).toEqual([CHANGES, 'fever', 'clot', 'treated']);
    expect(shownIn(asked, { ...changed('skin'), clot: YES })).toEqual([CHANGES, 'fever', 'rash']);
  });

  it('fills in what was said last when a section is opened, once, and never over a new answer', () => {
    const opened = prefill(form, last, { before: {}, after: { ...changed('heart'), clot: NO } });
    expect(opened).toEqual({ ...changed('heart'), clot: NO, treated: NO });
    const later = { ...changed('heart'), clot: YES };
    expect(prefill(form, last, { before: opened, after: later })).toEqual(later);
  });

  it('carries over what stands, and takes what changed: also that it is not so any more', () => {
    expect(carryOver(form, last, { ...changed('nothing'), fever: NO })).toEqual({ ...last.answers, fever: NO });
    expect(carryOver(form, last, { ...changed('heart'), fever: NO, clot: NO })).toEqual({
      fever: NO,
      clot: NO,
      rash: YES,
    });
    expect(carryOver(form, last, { ...changed('skin'), fever: NO })).toEqual({ fever: NO, clot: YES, treated: NO });
  });

  it('never carries over how one was that day', () => {
    expect(carryOver(form, last, changed('nothing'))).not.toHaveProperty('fever');
  });

  it('asks in any case what the form has begun to ask, or asks otherwise, since', () => {
    const { fever, clot, treated } = last.answers;
    const before = returnVisitForm(form, { answers: { fever, treated }, today: TODAY });
    expect(shownIn(before, changed('nothing'))).toEqual([CHANGES, 'fever', 'clot']);
    const other = { ...last.answers, clot: { kind: QuestionKind.TEXT, text: 'yes' } } as const;
    expect(shownIn(returnVisitForm(form, { answers: other, today: TODAY }), {})).toContain('clot');
    expect(carryOver(form, { answers: other, today: TODAY }, { ...changed('nothing'), clot })).toMatchObject({ clot });
  });

  it('keeps a refusal: nobody is asked again and again', () => {
    const refused = { answers: { clot: { kind: 'refused' } as const, rash: YES }, today: TODAY };
    expect(shownIn(returnVisitForm(form, refused), {})).toEqual([CHANGES, 'fever']);
    expect(carryOver(form, refused, changed('nothing'))).toMatchObject({ clot: { kind: 'refused' } });
  });

  it('is the whole form where nothing of the last one stands', () => {
    expect(returnVisitForm(form, { answers: {}, today: TODAY }).sections.map(({ id }) => id)).toEqual([
      ...[CHANGES, 'now', 'heart', 'skin'],
    ]);
    const daily: Form = { sections: [form.sections[0]!] };
    expect(returnVisitForm(daily, last)).toBe(daily);
  });

  it('asks a client of the shipped form seven questions where nothing has changed', () => {
    const whole = formFor(DEFAULT_FORM, Filler.ADULT);
    const answers = Object.fromEntries(
      visibleQuestions(whole, {}).flatMap(({ id, kind, required }): [string, Answer][] => {
        if (!required) return [];
        if (kind === QuestionKind.MULTI_CHOICE) return [[id, { kind, options: ['none'] }]];
        if (kind === QuestionKind.CHOICE) return [[id, { kind, option: id === 'draping' ? 'draped' : 'no' }]];
        return [[id, kind === QuestionKind.SIGNATURE ? { kind, name: 'Ann' } : YES]];
      }),
    );
    expect(validateAnswers(whole, answers, { final: true, today: TODAY }).violations).toEqual([
      { questionId: 'surgery_on', rule: 'required' },
      { questionId: 'surgery_where', rule: 'required' },
      { questionId: 'trauma_on', rule: 'required' },
    ]);
    const well = { ...answers, surgery: NO, trauma: NO };
    expect(shownIn(returnVisitForm(whole, { answers: well, today: TODAY }), changed('nothing'))).toHaveLength(7);
  });

  it('gives, with nothing changed, what a form that can be submitted said last', () => {
    const filled = anyForm.chain((asked) => fc.tuple(fc.constant(asked), answersTo(asked)));
    fc.assert(
      fc.property(filled, ([whole, given]) => {
        const { answers, violations } = validateAnswers(whole, given, { final: true, today: TODAY });
        fc.pre(violations.length === 0);
        const before = { answers, today: TODAY };
        const again = returnVisitForm(whole, before);
        const said = validateAnswers(again, changed('nothing'), { final: true, today: TODAY });
        expect(said.violations).toEqual([]);
        expect(carryOver(whole, before, said.answers)).toEqual(answers);
      }),
      { numRuns: 300 },
    );
  });

  it('names the sections that have changed', () => {
    expect(changedSections(changed('skin', 'heart'))).toEqual(['skin', 'heart']);
    expect(changedSections(changed('nothing'))).toEqual([]);
    expect(questionsOf(returnVisitForm(form, last)).map(({ id }) => id)).toContain(CHANGES);
  });
});
