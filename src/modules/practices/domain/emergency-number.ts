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

/** As it is dialled: digits alone, after an optional +. */
export const EMERGENCY_NUMBER = /^\+?\d{2,15}$/;
export const EMERGENCY_NUMBER_RULE = 'emergencyNumber must be 2 to 15 digits, after an optional +';

/** The number that calls an ambulance in this country (ISO 3166-1 alpha-2), or null where it is not known here. */
export const emergencyNumber = (country: string): string | null => NUMBER_OF.get(country) ?? null;

/** The number that calls help where a clinic is: its own or, by its jurisdiction (ISO 3166), its country's. */
export const emergencyNumberAt = (clinic: {
  readonly emergencyNumber: string | null;
  readonly jurisdiction: string;
}): string | null => clinic.emergencyNumber ?? emergencyNumber(clinic.jurisdiction.slice(0, 2));
