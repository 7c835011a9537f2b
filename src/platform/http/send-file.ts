import type { FastifyReply } from 'fastify';

interface File {
  readonly type: string;
  /** The value of Content-Disposition. */
  readonly disposition: string;
  readonly bytes: Buffer;
}

/**
 * Sends a file that may hold anything: browsers save it and never show or run it on our origin, and nothing on the way
 * keeps it.
 */
export function sendFile(reply: FastifyReply, { type, disposition, bytes }: File): void {
  void reply
    .headers({
      'content-disposition': disposition,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .type(type)
    .send(bytes);
}
