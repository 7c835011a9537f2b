import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { GRAPHQL_PATH } from './graphql.module.js';
import type { Config } from './platform/config/index.js';
import { readBuiltConsole, serveConsole } from './platform/console/index.js';
import { serveGraphiql, toInvalidInput } from './platform/graphql/index.js';
import { Metrics, serveHealth, timeRequests } from './platform/telemetry/index.js';

/** The API as production and the tests run it, not listening yet. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ trustProxy: 'loopback', bodyLimit: 256 * 1024 });
  const built = readBuiltConsole();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(config, built?.documents), adapter, {
    logger: ['fatal'],
    abortOnError: false,
  });
  app.useGlobalPipes(new ValidationPipe({ transform: true, stopAtFirstError: true, exceptionFactory: toInvalidInput }));
  const server = adapter.getInstance();
  server.addHook('onSend', (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    // Answers hold what is known of clients: only what says so itself may be kept by a browser or on the way.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return Promise.resolve();
  });
  timeRequests(server, app.get(Metrics));
  serveHealth(server, () => app.get(DataSource).query('SELECT 1'));
  if (built) serveConsole(server, built);
  if (config.environment !== 'production') serveGraphiql(server, GRAPHQL_PATH);
  return app;
}
