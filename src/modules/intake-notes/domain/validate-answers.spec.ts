import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { Answer, Answers } from './answers.js';
import { AskedAt, DateRange, QuestionKind } from './form.js';
import type { Form, Question } from './form.js';
import { validateAnswers } from './validate-answers.js';

const TODAY = '2026-11-26';
const en = (text: string) => ({ en: text });
const { TEXT, CHOICE, MULTI_CHOICE, SCALE, DATE, YES_NO, BODY_MAP, SIGNATURE } = QuestionKind;
const base = { label: en('?'), required: true, refusable: true };
const OPTIONS = [
  { id: 'a', label: en('A') },
  { id: 'b', label: en('B') },
  { id: 'none', label: en('None'), exclusive: true },
];
const QUESTIONS: readonly Question[] = [
  { ...base, id: 'text', kind: TEXT, maxLength: 10 },
  { ...base, id: 'choice', kind: CHOICE, options: OPTIONS },
  { ...base, id: 'multi', kind: MULTI_CHOICE, options: OPTIONS },
  { ...base, id: 'scale', kind: SCALE, min: 0, max: 10, minLabel: en('0'), maxLabel: en('10') },
  { ...base, id: 'past', kind: DATE, range: DateRange.PAST },
  { ...base, id: 'future', kind: DATE, range: DateRange.FUTURE },
  { ...base, id: 'any', kind: DATE, range: DateRange.ANY },
  { ...base, id: 'yes', kind: YES_NO, detail: en('What?') },
  { ...base, id: 'plain', kind: YES_NO },
  { ...base, id: 'map', kind: BODY_MAP },
  { ...base, id: 'sign', kind: SIGNATURE, refusable: false },
];
const form: Form = {
  sections: [{ id: 's', title: en('S'), asked: AskedAt.EVERY_VISIT, questions: QUESTIONS }],
};
const KNEE = { region: BodyRegion.KNEE, side: BodySide.LEFT };
const rulesOf = (answers: Answers, final = false) =>
  validateAnswers(form, answers, { final, today: TODAY }).violations.map(({ questionId, rule }) => [questionId, rule]);
const keptOf = (answers: Answers) => validateAnswers(form, answers, { final: false, today: TODAY }).answers;

describe('an answer', () => {
  it.each<[string, Answer]>([
    ['text', { kind: TEXT, text: 'ten letter' }],
    ['text', { kind: TEXT, text: 'שלום 🙂' }],
    ['text', { kind: TEXT, text: 'a\nb\tc' }],
    ['choice', { kind: CHOICE, option: 'none' }],
    ['multi', { kind: MULTI_CHOICE, options: ['b', 'a'] }],
    ['scale', { kind: SCALE, value: 0 }],
    ['scale', { kind: SCALE, value: 10 }],
    ['past', { kind: DATE, date: TODAY }],
    ['past', { kind: DATE, date: '1900-01-01' }],
    ['future', { kind: DATE, date: TODAY }],
    ['any', { kind: DATE, date: '2028-02-29' }],
    ['yes', { kind: YES_NO, yes: true, detail: 'my knee' }],
    ['map', { kind: BODY_MAP, sites: [KNEE, { ...KNEE, side: BodySide.RIGHT }] }],
    ['sign', { kind: SIGNATURE, name: 'Li' }],
    ['text', { kind: 'refused' }],
  ])('fits: %s %j', (id, answer) => {
    expect(rulesOf({ [id]: answer })).toEqual([]);
    expect(keptOf({ [id]: answer })).toEqual({ [id]: answer });
  });

  it.each<[string, Answer, string]>([
    ['text', { kind: TEXT, text: 'eleven lett' }, 'too_long'],
    ['text', { kind: TEXT, text: 'a\u0000b' }, 'characters'],
    ['text', { kind: TEXT, text: '\u001b[2J' }, 'characters'],
    ['text', { kind: SCALE, value: 1 }, 'wrong_kind'],
    ['choice', { kind: CHOICE, option: 'c' }, 'unknown_option'],
    ['choice', { kind: MULTI_CHOICE, options: ['a'] }, 'wrong_kind'],
    ['multi', { kind: MULTI_CHOICE, options: ['a', 'x'] }, 'unknown_option'],
    ['multi', { kind: MULTI_CHOICE, options: ['a', 'a'] }, 'repeated'],
    ['multi', { kind: MULTI_CHOICE, options: ['a', 'none'] }, 'exclusive'],
    ['scale', { kind: SCALE, value: 11 }, 'out_of_range'],
    ['scale', { kind: SCALE, value: -1 }, 'out_of_range'],
    ['scale', { kind: SCALE, value: 1.5 }, 'out_of_range'],
    ['scale', { kind: SCALE, value: NaN }, 'out_of_range'],
    ['past', { kind: DATE, date: '2026-11-27' }, 'not_in_future'],
    ['future', { kind: DATE, date: '2026-11-25' }, 'not_in_past'],
    ['any', { kind: DATE, date: '2026-02-29' }, 'no_date'],
    ['any', { kind: DATE, date: '2026-00-10' }, 'no_date'],
    ['any', { kind: DATE, date: '26-1-1' }, 'no_date'],
    ['any', { kind: DATE, date: '9999-12-31' }, 'no_date'],
    ['yes', { kind: YES_NO, yes: true, detail: 'x'.repeat(501) }, 'too_long'],
    ['plain', { kind: YES_NO, yes: true, detail: 'more' }, 'wrong_kind'],
    ['map', { kind: BODY_MAP, sites: [KNEE, KNEE] }, 'repeated'],
    ['map', { kind: BODY_MAP, sites: [{ region: 'tail', side: 'left' } as never] }, 'no_site'],
    ['map', { kind: BODY_MAP, sites: Array.from({ length: 61 }, () => KNEE) }, 'too_many'],
    ['sign', { kind: SIGNATURE, name: 'X' }, 'name_too_short'],
    ['sign', { kind: SIGNATURE, name: 'x'.repeat(121) }, 'too_long'],
    ['sign', { kind: 'refused' }, 'not_refusable'],
    ['other', { kind: TEXT, text: 'x' }, 'unknown_question'],
    ['constructor', { kind: TEXT, text: 'x' }, 'unknown_question'],
  ])('does not fit: %s %j: %s', (id, answer, rule) => {
    expect(rulesOf({ [id]: answer })).toEqual([[id, rule]]);
    expect(keptOf({ [id]: answer })).toEqual({});
  });

  it.each<[string, Answer]>([
    ['text', { kind: TEXT, text: ' \n ' }],
    ['multi', { kind: MULTI_CHOICE, options: [] }],
    ['map', { kind: BODY_MAP, sites: [] }],
    ['sign', { kind: SIGNATURE, name: '  ' }],
  ])('that says nothing is none: %s', (id, answer) => {
    expect(rulesOf({ [id]: answer })).toEqual([]);
    expect(keptOf({ [id]: answer })).toEqual({});
    expect(rulesOf({ [id]: answer }, true)).toContainEqual([id, 'required']);
  });

  it('loses the space around it, and words beside a no', () => {
    expect(keptOf({ text: { kind: TEXT, text: ' a ' }, yes: { kind: YES_NO, yes: false, detail: 'x' } })).toEqual({
      text: { kind: TEXT, text: 'a' },
      yes: { kind: YES_NO, yes: false },
    });
  });

  it('called __proto__ is no answer, and changes no other', () => {
    const sent = JSON.parse('{ "__proto__": { "text": { "kind": "text", "text": "x" } } }') as Answers;
    expect(rulesOf(sent)).toEqual([['__proto__', 'unknown_question']]);
    expect(keptOf(sent)).toEqual({});
  });

  it('is asked for only at the end, and then of every question that must be answered', () => {
    expect(rulesOf({})).toEqual([]);
    expect(rulesOf({}, true)).toEqual(QUESTIONS.map(({ id }) => [id, 'required']));
  });
});
