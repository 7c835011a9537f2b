import { readPhoneNumber } from './phone-number.js';

/** What a hurried person may have meant by a few letters or digits. */
export type ClientQuery =
  | { readonly kind: 'name'; readonly text: string }
  /** The beginning of an address, in small letters. */
  | { readonly kind: 'email'; readonly beginning: string }
  /** How the number may end, twice the same where there is no doubt, and which one it is as a whole (`PhoneNumber.key`). */
  | { readonly kind: 'phone'; readonly endings: readonly [string, string]; readonly whole: string | null };

const PHONE_CHARACTERS = /^(tel:)?[\s\d()+./‐-―-]+$/i;
const FEWEST_DIGITS = 3;

/** An `@` makes an address, three digits and no letter make a phone number, all else is a name. */
export function readClientQuery(text: string, country: string): ClientQuery {
  if (text.includes('@')) return { kind: 'email', beginning: text.replace(/\s/g, '').toLowerCase() };
  const digits = text.replace(/\D/g, '');
  if (!PHONE_CHARACTERS.test(text) || digits.length < FEWEST_DIGITS) return { kind: 'name', text };
  const whole = readPhoneNumber(text, country)?.key ?? null;
  // The last digits of a number may look like a whole one, and the other way round: both are tried.
  const other = whole && !whole.endsWith(digits) ? whole : digits;
  return { kind: 'phone', endings: [digits, other], whole };
}

/** Whether the practice's country matters to what the text means: only a number that is dialled inside it. */
export const dependsOnCountry = (text: string): boolean => PHONE_CHARACTERS.test(text) && !/^(tel:)?\s*\+/i.test(text);
