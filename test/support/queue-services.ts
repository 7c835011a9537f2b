import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase } from './cluster.js';
import type { TestDatabase } from './cluster.js';
import { freePort } from './program-run.js';

const REDIS_SERVER = '/usr/bin/redis-server';

/** What a process needs to work at queues. */
interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly workers: number;
}

/** One backend of queues, with services of its own; on Redis too there is a database, for what the queues carry. */
export interface QueueServices {
  readonly database: TestDatabase;
  readonly services: Services;
  /** What a restart without persistence, or a mistaken command, does to it. */
  loseMemory(): Promise<void>;
  /** As when the service restarts, or the network breaks. */
  cutConnections(): Promise<void>;
  stop(): Promise<void>;
}

async function onPostgres(): Promise<QueueServices> {
  const database = await createTestDatabase();
  const asOwner = async (...statements: string[]): Promise<void> => {
    const owner = new Client(database.ownerUrl);
    await owner.connect();
    for (const statement of statements) await owner.query(statement);
    await owner.end();
  };
  return {
    database,
    services: { databaseUrl: database.workerUrl, redisUrl: undefined, workers: 3 },
    // One statement each: all at once they would wait for a worker that waits for them.
    loseMemory: () =>
      asOwner(...['scheduler', 'job', 'event', 'meta', 'rate_limit'].map((table) => `DELETE FROM bullmq.${table}`)),
    cutConnections: () =>
      asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE usename = 'unknot_worker' AND datname = current_database()`),
    stop: () => database.drop(),
  };
}

async function onRedis(): Promise<QueueServices> {
  if (!existsSync(REDIS_SERVER)) throw new Error(`${REDIS_SERVER} is missing: install the package redis-server.`);
  const [database, port] = await Promise.all([createTestDatabase(), freePort()]);
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(REDIS_SERVER, options, { stdio: 'ignore' });
  const redisUrl = `redis://127.0.0.1:${port}`;
  const client = new Redis(redisUrl, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined); // it takes a moment to come up
  await client.ping();
  return {
    database,
    services: { databaseUrl: database.workerUrl, redisUrl, workers: 3 },
    loseMemory: async () => void (await client.flushall()),
    cutConnections: async () => void (await client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    async stop() {
      client.disconnect();
      server.kill();
      await once(server, 'exit');
      await database.drop();
    },
  };
}

/** What it is called, and how to bring it up. */
export type QueueBackend = [name: string, open: () => Promise<QueueServices>];

/** The two kinds of backend, which must behave alike. */
export const QUEUE_BACKENDS: [postgres: QueueBackend, redis: QueueBackend] = [
  ['PostgreSQL', onPostgres],
  ['Redis', onRedis],
];
