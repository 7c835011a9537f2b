import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Job, Processor, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Logger } from 'pino';

/** On PostgreSQL: one listens for jobs, the others fetch, renew and finish them. */
const POOL_SIZE = 4;

type Timings = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'drainDelay'>;

/** Where BullMQ keeps its queues. Both kinds behave alike: test/contract/jobs.spec.ts holds them to it. */
export interface QueueBackend {
  queue(name: string): JobQueue;
  worker(name: string, processor: Processor, timings: Timings): JobWorker;
  /** After the queues and workers. */
  close(): Promise<void>;
}

/** What the two kinds of queue have in common, as far as it is used; BullMQ's own types tell them apart. */
export interface JobQueue {
  upsertJobScheduler(id: string, repeat: { every: number }, template: { name: string; opts: object }): Promise<unknown>;
  getJobSchedulers(): Promise<{ key: string }[]>;
  removeJobScheduler(id: string): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface JobWorker {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

interface Services {
  /** BullMQ's tables stand in this database, whose migrations have made them. */
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

export function openQueueBackend({ databaseUrl, redisUrl }: Services, logger: Logger): QueueBackend {
  return redisUrl === undefined ? onPostgres(databaseUrl, logger) : onRedis(redisUrl, logger);
}

function onPostgres(databaseUrl: string, logger: Logger): QueueBackend {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'unknot-jobs',
    options: '-c search_path=bullmq',
    max: POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process; the pool replaces it.
  pool.on('error', ({ message }) => logger.warn({ reason: message }, 'The queue lost a connection to PostgreSQL.'));
  return {
    queue: (name) => new Queue(name, { connection: pool }, createPostgresBackend),
    worker: (name, processor, timings) =>
      new Worker(name, processor, { connection: pool, ...timings }, createPostgresBackend),
    close: () => pool.end(),
  };
}

function onRedis(redisUrl: string, logger: Logger): QueueBackend {
  // BullMQ demands that its commands wait for a Redis that is away, however long.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', ({ message }) => logger.warn({ reason: message }, 'The queue cannot reach Redis.'));
  return {
    queue: (name) => new Queue(name, { connection, prefix: 'unknot' }),
    worker: (name, processor, timings) => new Worker(name, processor, { connection, prefix: 'unknot', ...timings }),
    close: async () => connection.disconnect(),
  };
}
