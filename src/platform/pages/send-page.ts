import type { FastifyReply } from 'fastify';
import { renderPage } from './page.js';
import type { Page } from './page.js';
import type { Site } from './site.js';

/**
 * Nothing but our own stylesheet and picture may load, forms go to ourselves alone, and no page may frame these. There are
 * no scripts, and none runs where one got into a page.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** No page of a client stays in a cache, is found by a search engine, or tells where somebody came from. */
export const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  vary: 'accept-language',
} as const;

export function sendPage(reply: FastifyReply, page: Page, site: Site): void {
  void reply
    .code(page.status ?? 200)
    .headers(PAGE_HEADERS)
    .type('text/html; charset=utf-8')
    .send(renderPage(page, site));
}

/** Sends the browser on with GET. `path` is one of the program's own. */
export function sendOn(reply: FastifyReply, path: string, site: Site): void {
  void reply.code(303).headers(PAGE_HEADERS).header('location', site.path(path)).send();
}
