import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { StartError } from '../config/index.js';
import type { Config } from '../config/index.js';
import type { Metrics } from './metrics.js';

/**
 * Serves the figures of the process and of the applications in it at `/metrics`, on a port of its own that asks nobody who they
 * are (docs/decisions/0043). Throws StartError where the port is taken.
 */
export async function serveMetrics(
  { port, host }: NonNullable<Config['metrics']>,
  applications: readonly Metrics[],
): Promise<{ url: string; close(): Promise<void> }> {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const text = async (): Promise<string> =>
    (await Promise.all([own.metrics(), ...applications.map((each) => each.text())])).join('\n');
  const server = createServer((request, response) => void answer(request, response, text));
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`METRICS_PORT ${port} of ${host} cannot be listened on (${code}): set another one.`);
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}/metrics`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, text: () => Promise<string>): Promise<void> {
  if (request.method !== 'GET' || request.url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  const body = await text();
  response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE, 'x-content-type-options': 'nosniff' });
  response.end(body);
}
