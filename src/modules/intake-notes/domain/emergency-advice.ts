import type { Texts } from './form.js';

/** By ISO 3166-1 alpha-2. */
const COUNTRIES_OF: Readonly<Record<string, string>> = {
  '112':
    'AD AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IN IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM TR UA ZA',
  '911': 'CA CR MX PA PH US',
  '999': 'GB HK',
  '000': 'AU',
  '111': 'NZ',
  '119': 'JP KR',
  '995': 'SG',
};
const NUMBER_OF = new Map(
  Object.entries(COUNTRIES_OF).flatMap(([number, countries]) =>
    countries.split(' ').map((country) => [country, number] as const),
  ),
);

/** The number that calls an ambulance in this country (ISO 3166-1 alpha-2), or null where it is not known here. */
export const emergencyNumber = (country: string): string | null => NUMBER_OF.get(country) ?? null;

/** What somebody with a red flag reads at once. It says what to do, and not what they have. */
export const EMERGENCY_ADVICE: { readonly title: Texts; readonly text: Texts } = {
  title: { en: 'Please get medical help now' },
  text: {
    en: 'What you told us can need urgent care. Call your local emergency number, or go to the nearest emergency department. Do not wait for your visit. The practice has been told to look at your answers.',
  },
};
