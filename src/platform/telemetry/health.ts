import type { FastifyInstance } from 'fastify';

/**
 * `/health` answers while the process can answer at all; `/ready` while `ready` resolves, and 503 otherwise: a load
 * balancer keeps requests away until then. Neither says why.
 */
export function serveHealth(server: FastifyInstance, ready: () => Promise<unknown>): void {
  server.get('/health', (_request, reply) => reply.send({ status: 'up' }));
  server.get('/ready', (_request, reply) =>
    ready().then(
      () => reply.send({ status: 'ready' }),
      () => reply.code(503).send({ status: 'not ready' }),
    ),
  );
}
