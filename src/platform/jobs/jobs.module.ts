import { Inject, Module } from '@nestjs/common';
import type {
  DynamicModule,
  FactoryProvider,
  ModuleMetadata,
  OnApplicationBootstrap,
  OnModuleDestroy,
  Type,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { CONFIG, required } from '../config/index.js';
import type { Config } from '../config/index.js';
import { DatabaseClock, UnitOfWork } from '../database/index.js';
import { LOGGER, Metrics } from '../telemetry/index.js';
import type { FactSubscriber } from './fact-subscriber.js';
import { FactTasks } from './fact-tasks.js';
import { JobReadings } from './job-readings.js';
import { JobRunner } from './job-runner.js';
import { OutboxRelay } from './outbox-relay.js';
import { PurgeIdempotencyKeys } from './purge-idempotency-keys.js';
import { PurgeOutbox } from './purge-outbox.js';
import { PurgeQueueEvents } from './purge-queue-events.js';
import { openQueueBackend } from './queue-backend.js';
import type { QueueBackend } from './queue-backend.js';
import type { QueuedWork } from './queued-work.js';
import { Queues } from './queues.js';
import type { ScheduledJob } from './scheduled-job.js';
import { Subscriptions } from './subscriptions.js';
import { TellStuckTasks } from './tell-stuck-tasks.js';

const BACKEND = Symbol('queue backend');
const OWN_JOBS = [PurgeOutbox, PurgeIdempotencyKeys, PurgeQueueEvents, TellStuckTasks];

const FACT_TASKS = provide(
  FactTasks,
  [DataSource, DatabaseClock, UnitOfWork, Subscriptions, LOGGER],
  (source: DataSource, clock: DatabaseClock, units: UnitOfWork, subscriptions: Subscriptions, logger: Logger) =>
    new FactTasks({ source, clock }, units, subscriptions, logger),
);

const READINGS = provide(
  JobReadings,
  [Metrics, DataSource, JobRunner, Queues],
  (metrics: Metrics, source: DataSource, { sweeps }: JobRunner, queues: Queues) =>
    new JobReadings(metrics, source, () => [sweeps, ...queues.worked]),
);

function provide<Args extends never[]>(
  token: FactoryProvider['provide'],
  inject: NonNullable<FactoryProvider['inject']>,
  useFactory: (...args: Args) => unknown,
): FactoryProvider {
  return { provide: token, inject, useFactory };
}

interface Options {
  /** The modules that provide and export the jobs, the subscribers and the queued work. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly jobs: readonly Type<ScheduledJob>[];
  /** The facts that the live board shows, as patterns of LIKE. */
  readonly liveFacts: readonly string[];
  /** Every fact that some module emits. */
  readonly facts: readonly string[];
  readonly subscribers: readonly Type<FactSubscriber>[];
  readonly queuedWork: readonly Type<QueuedWork>[];
}

/** Of the worker alone: the relay of the outbox, and every subscriber, queue and scheduled job of the program. */
@Module({})
export class JobsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly runner: JobRunner,
    private readonly queues: Queues,
    @Inject(BACKEND) private readonly backend: QueueBackend,
  ) {}

  static for({ imports, jobs, liveFacts, facts, subscribers, queuedWork }: Options): DynamicModule {
    const relay = provide(
      OutboxRelay,
      [DataSource, LOGGER, Subscriptions],
      (source: DataSource, logger: Logger, subscriptions: Subscriptions) =>
        new OutboxRelay(source, logger, liveFacts, subscriptions),
    );
    const backend = provide(BACKEND, [CONFIG, LOGGER], ({ databaseWorkerUrl, redisUrl }: Config, logger: Logger) => {
      const databaseUrl = required(databaseWorkerUrl, 'databaseWorkerUrl');
      // The sweeps and the facts have a queue each.
      return openQueueBackend({ databaseUrl, redisUrl, workers: 2 + queuedWork.length }, logger);
    });
    const providers = [
      ...OWN_JOBS,
      provide(Subscriptions, [...subscribers], (...all: FactSubscriber[]) => new Subscriptions(all, facts)),
      FACT_TASKS,
      READINGS,
      relay,
      backend,
      provide(
        JobRunner,
        [BACKEND, LOGGER, ...OWN_JOBS, ...jobs],
        (queues: QueueBackend, logger: Logger, ...all: ScheduledJob[]) => new JobRunner(queues, all, logger),
      ),
      provide(
        Queues,
        [BACKEND, LOGGER, FactTasks, ...queuedWork],
        (queues: QueueBackend, logger: Logger, ...all: QueuedWork[]) => new Queues(queues, all, logger),
      ),
    ];
    return { module: JobsModule, imports, providers };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.relay.start();
    await this.runner.start();
    await this.queues.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.relay.close(), this.runner.close(), this.queues.close()]);
    await this.backend.close();
  }
}
