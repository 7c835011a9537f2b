import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { Job, Processor, WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Logger } from 'pino';

/** On PostgreSQL, of each worker: one listens for jobs, the others fetch, renew and finish them. */
const CONNECTIONS_PER_WORKER = 3;
/** What a worker that cannot reach its queue waits before it tries again, in milliseconds. BullMQ's own 15 s are late for a message. */
const RETRY_MS = 1_000;

export type Timings = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'drainDelay' | 'limiter'
>;

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
  addBulk(jobs: { name: string; data: object; opts: object }[]): Promise<unknown>;
  getJobCountByTypes(state: 'waiting'): Promise<number>;
  getJobCounts(...states: JobState[]): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
type JobState = (typeof JOB_STATES)[number];

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
  /** How many queues this process works at. */
  readonly workers: number;
}

export function openQueueBackend({ databaseUrl, redisUrl, workers }: Services, logger: Logger): QueueBackend {
  return redisUrl === undefined ? onPostgres(databaseUrl, workers, logger) : onRedis(redisUrl, logger);
}

function onPostgres(databaseUrl: string, workers: number, logger: Logger): QueueBackend {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'unknot-jobs',
    options: '-c search_path=bullmq',
    max: workers * CONNECTIONS_PER_WORKER + 1,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process; the pool replaces it.
  pool.on('error', ({ message }) => logger.warn({ reason: message }, 'The queue lost a connection to PostgreSQL.'));
  return {
    queue: (name) => new Queue(name, { connection: pool }, createPostgresBackend),
    worker: (name, processor, timings) =>
      new Worker(name, processor, { connection: pool, runRetryDelay: RETRY_MS, ...timings }, createPostgresBackend),
    close: () => pool.end(),
  };
}

function onRedis(redisUrl: string, logger: Logger): QueueBackend {
  // BullMQ demands that its commands wait for a Redis that is away, however long.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', ({ message }) => logger.warn({ reason: message }, 'The queue cannot reach Redis.'));
  return {
    queue: (name) => new Queue(name, { connection, prefix: 'unknot' }),
    worker: (name, processor, timings) =>
      new Worker(name, processor, { connection, prefix: 'unknot', runRetryDelay: RETRY_MS, ...timings }),
    close: async () => connection.disconnect(),
  };
}
