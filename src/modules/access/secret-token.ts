import { createHash, randomBytes } from 'node:crypto';

/** A token of 256 random bits for one person's eyes, and the hash that stands for it in the database. */
export function newSecretToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

/** SHA-256 is enough where nobody can guess what was hashed. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
