import { conditionWords } from './form-words.js';
import {
  newQuestion,
  risksOf,
  textIn,
  withoutQuestion,
  withOptionalText,
  withQuestionMoved,
  withSectionMoved,
  withText,
} from './form.js';
import type { Form, Question } from './form.js';
import { differingParts } from './use-form-draft.js';

beforeAll(() => Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-GB' }, configurable: true }));

const en = (text: string) => [{ language: 'en', text }];
const asked = (id: string): Question => ({ ...newQuestion('YES_NO'), id, label: en(`Is it ${id}?`) });
const form: Form = {
  sections: [
    { id: 'one', asked: 'FIRST_VISIT', title: en('One'), questions: [asked('a'), asked('b')] },
    { id: 'two', asked: 'EVERY_VISIT', title: en('Two'), questions: [asked('c')] },
  ],
};
const order = ({ sections }: Form): string =>
  sections.map(({ questions }) => questions.map(({ id }) => id)).join(' | ');

describe('a form that is edited', () => {
  it('moves a question within its section, and over its edge into the next one', () => {
    expect(order(withQuestionMoved(form, 'b', -1))).toBe('b,a | c');
    expect(order(withQuestionMoved(form, 'b', 1))).toBe('a | b,c');
    expect(order(withQuestionMoved(form, 'c', -1))).toBe('a,b,c | ');
    expect(order(withQuestionMoved(form, 'a', -1))).toBe('a,b | c');
    expect(order(withQuestionMoved(form, 'c', 1))).toBe('a,b | c');
  });

  it('moves a section, and takes a question out', () => {
    expect(order(withSectionMoved(form, 'two', -1))).toBe('c | a,b');
    expect(order(withSectionMoved(form, 'two', 1))).toBe('a,b | c');
    expect(order(withoutQuestion(form, 'a'))).toBe('b | c');
  });

  it('keeps what is written in other languages, and English though it be empty', () => {
    const both = withText(en('Sleep'), 'de', 'Schlaf');
    expect([textIn(both, 'en'), textIn(both, 'de'), textIn(both, 'fr')]).toEqual(['Sleep', 'Schlaf', '']);
    expect(withText(both, 'de', '')).toEqual(en('Sleep'));
    expect(withText(both, 'en', '')).toEqual([...en(''), { language: 'de', text: 'Schlaf' }]);
    expect(withOptionalText(en('Help'), 'en', '')).toBeNull();
  });

  it('tells which parts stand otherwise than before', () => {
    expect(differingParts(form, form)).toEqual([]);
    expect(differingParts(form, withoutQuestion(form, 'c'))).toEqual(['section two', 'question c']);
  });

  it('knows what screening learns by a question', () => {
    const options = [{ id: 'x', label: en('X'), risk: 'FEVER' as const }];
    expect(risksOf({ ...newQuestion('CHOICE'), options, tellsAbout: ['RASH', 'FEVER'] })).toEqual(['FEVER', 'RASH']);
  });
});

describe('a condition in words', () => {
  const choice: Question = { ...newQuestion('CHOICE'), id: 'd', label: en('Which?') };
  choice.options = [
    { id: 'x', label: en('This') },
    { id: 'y', label: en('That') },
  ];

  it.each([
    [{ question: 'a', yes: true }, '“Is it a?” is answered with yes'],
    [{ question: 'a', atLeast: 0 }, '“Is it a?” is answered with 0 or more'],
    [{ question: 'd', anyOf: ['x', 'y', 'z'] }, '“Which?” is answered with This or That or a choice that is gone'],
    [{ question: 'gone', yes: false }, 'a question that is gone is answered with no'],
    [
      {
        any: [
          { question: 'a', yes: true },
          { question: 'a', yes: false },
        ],
      },
      '(“Is it a?” is answered with yes) or (“Is it a?” is answered with no)',
    ],
  ])('%j', (condition, words) => expect(conditionWords(condition, [asked('a'), choice])).toBe(words));
});
