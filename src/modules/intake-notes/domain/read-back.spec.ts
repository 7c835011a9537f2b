import { DEFAULT_FORM } from './default-form/default-form.js';
import { Filler, QuestionKind, textIn } from './form.js';
import { formFor } from './form-for.js';
import { AnswerState, readBack, signedBy } from './read-back.js';

const form = formFor(DEFAULT_FORM, Filler.GUARDIAN);

test('reading back tells for every question whether it was answered, refused, left open or not asked', () => {
  const back = readBack(form, {
    bones: { kind: 'refused' },
    circulation: { kind: QuestionKind.MULTI_CHOICE, options: ['clot_past'] },
  });
  const stateOf = (id: string) => back.find(({ question }) => question.id === id);
  expect(stateOf('bones')).toMatchObject({ state: AnswerState.REFUSED, answer: null });
  expect(stateOf('fracture_where')).toMatchObject({ state: AnswerState.NOT_ASKED, answer: null });
  expect(stateOf('circulation')).toMatchObject({ state: AnswerState.ANSWERED, answer: { options: ['clot_past'] } });
  expect(stateOf('clot_past_on')).toMatchObject({ state: AnswerState.NOT_ANSWERED });
  expect(stateOf('stroke_on')).toMatchObject({ state: AnswerState.NOT_ASKED });
  expect(back).toHaveLength(form.sections.flatMap(({ questions }) => questions).length);
});

test('who signed is who typed their name', () => {
  expect(signedBy(form, { guardian_signature: { kind: QuestionKind.SIGNATURE, name: 'Mia Guardian' } })).toBe(
    'Mia Guardian',
  );
  expect(signedBy(form, {})).toBeNull();
});

test.each([
  ['de', 'Frage'],
  ['de-AT', 'Frage'],
  ['pt-BR', 'Pergunta'],
  ['fr', 'Question'],
])('a text is read in %s as far as it was written in it: %s', (language, text) => {
  expect(textIn({ en: 'Question', de: 'Frage', 'pt-BR': 'Pergunta' }, language)).toBe(text);
});
