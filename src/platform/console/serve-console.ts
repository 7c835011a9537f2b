import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BuiltConsole, BuiltFile } from './built-console.js';

const CONSOLE_PATH = '/console';

/** Everything comes from here, and nothing is written into the page: a script that somebody smuggles in does not run. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the console: each of its pages is the same document, which finds out by the address what to show. */
export function serveConsole(server: FastifyInstance, { page, assets }: BuiltConsole): void {
  const sendPage = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    send(page, request, reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': POLICY }));
  server.get(CONSOLE_PATH, sendPage);
  server.get(`${CONSOLE_PATH}/*`, sendPage);
  server.get<{ Params: { name: string } }>(`${CONSOLE_PATH}/assets/:name`, (request, reply) => {
    const file = assets.get(request.params.name);
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.');
    return send(file, request, reply.header('cache-control', 'public, max-age=31536000, immutable'));
  });
}

function send({ type, bytes, brotli, gzip }: BuiltFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const [encoding, body] =
    accepted.includes('br') && brotli
      ? ['br', brotli]
      : accepted.includes('gzip') && gzip
        ? ['gzip', gzip]
        : [null, bytes];
  if (encoding) void reply.header('content-encoding', encoding);
  return reply
    .headers({
      vary: 'accept-encoding',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    .type(type)
    .send(body);
}
