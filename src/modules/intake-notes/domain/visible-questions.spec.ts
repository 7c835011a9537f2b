import type { Answers } from './answers.js';
import { AskedAt, QuestionKind } from './form.js';
import type { Condition, Form, Question } from './form.js';
import { decideShown, visibleQuestions } from './visible-questions.js';

const en = (text: string) => ({ en: text });
const asked = { label: en('?'), required: true, refusable: true };
const yesNo = (id: string, showIf?: Condition): Question => ({
  ...asked,
  id,
  kind: QuestionKind.YES_NO,
  ...(showIf && { showIf }),
});
const FIRST: readonly Question[] = [
  yesNo('yes'),
  { ...asked, id: 'choice', kind: QuestionKind.MULTI_CHOICE, options: ['a', 'b'].map((id) => ({ id, label: en(id) })) },
  { ...asked, id: 'scale', kind: QuestionKind.SCALE, min: 0, max: 10, minLabel: en('0'), maxLabel: en('10') },
];
const formWith = (...questions: Question[]): Form => ({
  sections: [{ id: 's', title: en('S'), asked: AskedAt.EVERY_VISIT, questions: [...FIRST, ...questions] }],
});
const YES = { kind: QuestionKind.YES_NO, yes: true } as const;
const NO = { kind: QuestionKind.YES_NO, yes: false } as const;
const chose = (...options: string[]) => ({ kind: QuestionKind.MULTI_CHOICE, options }) as const;
const said = (value: number) => ({ kind: QuestionKind.SCALE, value }) as const;
const REFUSED = { kind: 'refused' } as const;
const WAS_YES: Condition = { question: 'yes', is: 'yes' };
const CHOSE_A: Condition = { question: 'choice', anyOf: ['a'] };

const shownBy = (condition: Condition, answers: Answers) => {
  const form = formWith(yesNo('last', condition));
  return [...decideShown(form, answers)].at(-1)![1];
};

test.each<[Condition, Answers, string]>([
  [WAS_YES, { yes: YES }, 'shown'],
  [WAS_YES, { yes: NO }, 'hidden'],
  [WAS_YES, { yes: REFUSED }, 'undecided'],
  [WAS_YES, {}, 'undecided'],
  [WAS_YES, { yes: said(1) }, 'hidden'],
  [{ question: 'yes', is: 'no' }, { yes: NO }, 'shown'],
  [CHOSE_A, { choice: chose('b', 'a') }, 'shown'],
  [CHOSE_A, { choice: chose('b') }, 'hidden'],
  [{ question: 'scale', atLeast: 4 }, { scale: said(4) }, 'shown'],
  [{ question: 'scale', atLeast: 4 }, { scale: said(3) }, 'hidden'],
  [{ all: [WAS_YES, CHOSE_A] }, { yes: YES, choice: chose('a') }, 'shown'],
  [{ all: [WAS_YES, CHOSE_A] }, { yes: YES }, 'undecided'],
  [{ all: [WAS_YES, CHOSE_A] }, { yes: NO }, 'hidden'],
  [{ any: [WAS_YES, CHOSE_A] }, { yes: YES }, 'shown'],
  [{ any: [WAS_YES, CHOSE_A] }, { yes: NO }, 'undecided'],
  [{ any: [WAS_YES, CHOSE_A] }, { yes: NO, choice: chose('b') }, 'hidden'],
  [{ question: 'nobody', is: 'yes' }, { nobody: YES }, 'hidden'],
])('%j after %j: %s', (condition, answers, expected) => {
  expect(shownBy(condition, answers)).toBe(expected);
});

test('what hangs on a hidden question is hidden, whatever that was told before', () => {
  const form = formWith(yesNo('second', WAS_YES), yesNo('third', { question: 'second', is: 'yes' }));
  const shown = (answers: Answers) => visibleQuestions(form, answers).map(({ id }) => id);
  expect(shown({ yes: YES, second: YES })).toEqual(['yes', 'choice', 'scale', 'second', 'third']);
  expect(shown({ yes: NO, second: YES })).toEqual(['yes', 'choice', 'scale']);
});
