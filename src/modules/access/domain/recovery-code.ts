/** Crockford's: without letters that read as digits, or as each other. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

export const RECOVERY_CODES = 10;
/** 80 bits: nobody tries them all against a hash. */
export const RECOVERY_CODE_BYTES = 16;

/** Sixteen characters in groups, of as many random bytes, whose low five bits count. */
export function recoveryCodeOf(random: Uint8Array): string {
  const letters = [...random].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** A code as it is compared, however it was typed: case, gaps, and letters taken for digits. */
export const normalRecoveryCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
