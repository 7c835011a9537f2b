import { Client } from 'pg';
import { createTestDatabase } from './cluster.js';
import type { TestDatabase } from './cluster.js';
import { RedisServer } from './redis-server.js';

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

async function onPostgres(createDatabase = createTestDatabase): Promise<QueueServices> {
  const database = await createDatabase();
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

async function onRedis(createDatabase = createTestDatabase): Promise<QueueServices & { readonly redis: RedisServer }> {
  const [database, redis] = await Promise.all([createDatabase(), RedisServer.start()]);
  return {
    database,
    redis,
    services: { databaseUrl: database.workerUrl, redisUrl: redis.url, workers: 3 },
    loseMemory: async () => void (await redis.client.flushall()),
    cutConnections: async () => void (await redis.client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    async stop() {
      await redis.stop();
      await database.drop();
    },
  };
}

/** What it is called, and how to bring it up: with a database of the run's PostgreSQL, unless told otherwise. */
export type QueueBackend = [name: string, open: (createDatabase?: typeof createTestDatabase) => Promise<QueueServices>];

/** The two kinds of backend, which must behave alike. */
export const QUEUE_BACKENDS = [
  ['PostgreSQL', onPostgres],
  ['Redis', onRedis],
] as const satisfies QueueBackend[];
