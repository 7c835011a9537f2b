import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a form carries to show that one of our pages, read with this session, has sent it. */
export const formTokenOf = (secret: string): string => createHmac('sha256', secret).update('form').digest('base64url');

export function isFormToken(token: string, secret: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(formTokenOf(secret))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Whether a browser says that another site made it send this. Browsers that say nothing are old, and have the token. */
export const isForeign = (headers: Readonly<Record<string, string | string[] | undefined>>): boolean =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
