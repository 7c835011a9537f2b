import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';

/** Counts requests and how long they took, by the pattern of their route: what was asked for in it is nobody's. */
export function timeRequests(server: FastifyInstance, metrics: Metrics): void {
  const times = metrics.times({
    name: 'http_request_seconds',
    help: 'Time from a request to the end of its response, by the pattern of its route and the class of the status.',
    labels: ['route', 'status'],
  });
  server.addHook('onResponse', (request, reply) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    times.observe({ route: request.routeOptions.url ?? 'none', status }, reply.elapsedTime / 1_000);
    return Promise.resolve();
  });
}
