import { createHash, randomBytes } from 'node:crypto';
import { normalRecoveryCode, RECOVERY_CODE_BYTES, recoveryCodeOf, RECOVERY_CODES } from './domain/recovery-code.js';

/** Codes for one person's eyes, and the hashes that stand for them in the database. */
export function newRecoveryCodes(userId: string): { codes: string[]; hashes: Buffer[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeOf(randomBytes(RECOVERY_CODE_BYTES)));
  return { codes, hashes: codes.map((code) => hashOfRecoveryCode(userId, code)) };
}

/** SHA-256 is enough where nobody can guess what was hashed. It is of its account, so that it serves no other. */
export const hashOfRecoveryCode = (userId: string, typed: string): Buffer =>
  createHash('sha256')
    .update(`recovery code|${userId.toLowerCase()}|${normalRecoveryCode(typed)}`)
    .digest();
