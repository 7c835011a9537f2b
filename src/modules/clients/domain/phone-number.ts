import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

export interface PhoneNumber {
  /** In international form, with its extension: +49 30 123456. */
  readonly display: string;
  /** The digits of E.164, by which a number is found however it was typed: 4930123456. */
  readonly key: string;
}

/**
 * Reads a phone number in any formatting, international or as it is dialled inside `country` (ISO 3166, two letters).
 * Null for a text that cannot be a number: too short, too long, or with words around it.
 */
export function readPhoneNumber(text: string, country: string): PhoneNumber | null {
  const defaultCountry = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text.replace(/^tel:/i, ''), { defaultCountry, extract: false });
  if (!number?.isPossible()) return null;
  return { display: number.formatInternational(), key: number.number.slice(1) };
}
