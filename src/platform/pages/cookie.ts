import type { Site } from './site.js';

const NAME = 'link';

/** Over TLS the name itself demands it: no other page of the host can put one of its own in its place. */
const nameAt = ({ secure }: Site): string => (secure ? `__Secure-${NAME}` : NAME);

/** What makes a browser keep a secret for the pages below `path`, until it is closed, out of reach of scripts and other sites. */
export function keepingCookie(secret: string, path: string, site: Site): string {
  return `${nameAt(site)}=${secret}; ${attributes(path, site)}`;
}

/** What makes a browser forget it. */
export const forgettingCookie = (path: string, site: Site): string =>
  `${nameAt(site)}=; Max-Age=0; ${attributes(path, site)}`;

/** The secret that a browser keeps for the page it asks for; empty where there is none. `header` is Cookie. */
export function readCookie(header: string | undefined, site: Site): string {
  return cookieNamed(header, nameAt(site)) ?? '';
}

/** The value of a cookie. `header` is Cookie. */
export function cookieNamed(header: string | undefined, wanted: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === wanted)?.[1];
}

const attributes = (path: string, site: Site): string =>
  `Path=${site.path(path)}; HttpOnly; SameSite=Strict${site.secure ? '; Secure' : ''}`;
