import { InvalidInput } from '../../../kernel/index.js';

const SHORTEST = 12;
const LONGEST = 128;
/** Shorter names stand in too many honest sentences: "ann" is in "channel". */
const TELLING_NAME = 4;

/**
 * Throws `InvalidInput` for a password that no account may have. Length counts characters and is the only demand on
 * form; what is in it is free, but for the name in front of the e-mail's `@` (NIST SP 800-63B, 5.1.1.2: no rules of
 * composition, nothing that the account's own name gives away).
 */
export function assertGoodPassword(field: string, password: string, email: string): void {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) {
    throw InvalidInput.of(field, 'passwordLength', `A password has ${SHORTEST} to ${LONGEST} characters.`);
  }
  const name = email.split('@')[0]!.toLowerCase();
  if (name.length >= TELLING_NAME && password.toLowerCase().includes(name)) {
    throw InvalidInput.of(field, 'passwordHoldsEmail', 'A password must not contain the name in its e-mail address.');
  }
}
