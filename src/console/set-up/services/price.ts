/** How many digits stand behind the point of an amount: EUR 2, JPY 0. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0;

/** `65.00` of 6500 cents: as people type it. */
export const priceWords = (minor: number, currency: string): string =>
  (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/** In minor units what somebody typed as `65`, `65.00` or `65,00`; null where it is no amount of the currency. */
export function minorOf(typed: string, currency: string): number | null {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(typed.trim()) ?? [];
  const digits = digitsOf(currency);
  if (whole === undefined || part.length > digits) return null;
  return Number(`${sign}${whole}${part.padEnd(digits, '0')}`);
}
