import { createHmac, timingSafeEqual } from 'node:crypto';

interface SignedRequest {
  /** The whole address as the provider was given it, with its query. */
  readonly url: string;
  /** The fields of its form; one that was sent several times has several values. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** The header X-Twilio-Signature. */
  readonly signature: string;
}

/**
 * Whether whoever holds the account's token has sent this: HMAC-SHA1 over the address and the sorted fields
 * (twilio.com/docs/usage/security). Takes as long for a wrong signature as for a right one.
 */
export function isSignedByProvider(token: string, { url, fields, signature }: SignedRequest): boolean {
  const hmac = createHmac('sha1', token).update(url);
  for (const name of Object.keys(fields).sort()) {
    const values = [...new Set([fields[name] ?? []].flat())].sort();
    for (const value of values) hmac.update(name + value);
  }
  const [right, given] = [Buffer.from(hmac.digest('base64')), Buffer.from(signature)];
  return right.length === given.length && timingSafeEqual(right, given);
}
