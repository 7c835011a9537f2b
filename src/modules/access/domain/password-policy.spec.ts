import { InvalidInput } from '../../../kernel/index.js';
import { assertGoodPassword } from './password-policy.js';

function brokenRule(password: string, email = 'olga.owner@harbour.example'): string | undefined {
  try {
    assertGoodPassword('password', password, email);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return error.violations[0]!.rule;
    throw error;
  }
}

it.each(['twelve chars', 'a'.repeat(128), '🙂'.repeat(12), 'пароль из слов'])('takes %s', (password) => {
  expect(brokenRule(password)).toBeUndefined();
});

it.each(['', 'eleven char', '🙂'.repeat(11), 'a'.repeat(129)])('refuses %s for its length', (password) => {
  expect(brokenRule(password)).toBe('passwordLength');
});

it('refuses the name of the e-mail address, in any case', () => {
  expect(brokenRule('I am Olga.Owner, hello')).toBe('passwordHoldsEmail');
});

it('lets a name of three letters be, which honest words contain', () => {
  expect(brokenRule('across the channel', 'ann@harbour.example')).toBeUndefined();
});
