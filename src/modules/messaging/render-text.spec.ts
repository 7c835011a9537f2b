import { DEFAULT_TEXTS, VARIABLES } from './default-texts.js';
import { problemOf, renderText } from './render-text.js';

const KNOWN = ['first_name', 'link'];

describe('the text of a message', () => {
  it('has its variables filled in, and nothing that they hold is read as a text', () => {
    expect(renderText('Hello {{ first_name }}: {{link}}', { first_name: '{{ link }} {% if %}', link: 'x' })).toBe(
      'Hello {{ link }} {% if %}: x',
    );
  });

  it('leaves no empty line where something is not known', () => {
    expect(renderText('a\n{{ link }}\nb\n\n{{ link }}\n\nc', { link: '' })).toBe('a\nb\n\nc');
  });

  it.each([
    ['Hello {{ first_name }}', null],
    ['Hello {{surname}}', { kind: 'unknown_variable', name: 'surname' }],
    ['{{ first_name | upcase }}', { kind: 'not_plain' }],
    ['{{ first_name.length }}', { kind: 'not_plain' }],
    ['{% if first_name %}x{% endif %}', { kind: 'not_plain' }],
    ['{{ first_name', { kind: 'not_plain' }],
    ['}} {{', { kind: 'not_plain' }],
  ])('%j: %j', (text, problem) => {
    expect(problemOf(text, KNOWN)).toEqual(problem);
  });

  it('that ships uses what every message knows', () => {
    for (const texts of Object.values(DEFAULT_TEXTS)) {
      for (const { email, sms } of Object.values(texts)) {
        for (const text of [email.subject, email.body, sms]) expect(problemOf(text, VARIABLES)).toBeNull();
      }
    }
  });
});
