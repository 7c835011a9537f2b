import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The only form so far: this byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag; AES-256-GCM. */
const FORM = 1;
const [NONCE, TAG] = [12, 16];
const CIPHER = 'aes-256-gcm';

/** What was sealed elsewhere, under another key, or was changed since. Says where, and nothing of what. */
export class DoesNotOpen extends Error {}

/** Encrypts under a key of 32 bytes. What comes out opens only with the same key and the same `place`. */
export function sealBytes(key: Buffer, place: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  cipher.setAAD(associated(place));
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws `DoesNotOpen`. */
export function openBytes(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== FORM)
    throw new DoesNotOpen(`Nothing sealed stands at ${place}.`);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(associated(place));
  decipher.setAuthTag(sealed.subarray(-TAG));
  const opened = decipher.update(sealed.subarray(1 + NONCE, -TAG));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch (error) {
    // The one error that `final` has: the tag does not fit.
    throw new DoesNotOpen(`What stands at ${place} was not sealed there, or was changed since.`, { cause: error });
  }
}

/** The form is part of it, so that a later form cannot be passed off as this one. */
const associated = (place: string): Buffer => Buffer.from(`${FORM}|${place}`);
