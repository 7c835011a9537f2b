import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, OnApplicationBootstrap, OnModuleDestroy, Type } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { CONFIG, required } from '../config/index.js';
import type { Config } from '../config/index.js';
import { LOGGER } from '../telemetry/index.js';
import type { FactSubscriber } from './fact-subscriber.js';
import { JobRunner } from './job-runner.js';
import { OutboxRelay } from './outbox-relay.js';
import { PurgeIdempotencyKeys } from './purge-idempotency-keys.js';
import { PurgeOutbox } from './purge-outbox.js';
import { PurgeQueueEvents } from './purge-queue-events.js';
import { openQueueBackend } from './queue-backend.js';
import type { QueuedWork } from './queued-work.js';
import type { ScheduledJob } from './scheduled-job.js';

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

/** Of the worker alone: the relay of the outbox, and every scheduled job of the program. */
@Module({})
export class JobsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly runner: JobRunner,
  ) {}

  static for({ imports, jobs, liveFacts }: Options): DynamicModule {
    const own = [PurgeOutbox, PurgeIdempotencyKeys, PurgeQueueEvents];
    const relay = {
      provide: OutboxRelay,
      inject: [DataSource, LOGGER],
      useFactory: (dataSource: DataSource, logger: Logger) => new OutboxRelay(dataSource, logger, liveFacts),
    };
    const runner = {
      provide: JobRunner,
      inject: [CONFIG, LOGGER, ...own, ...jobs],
      useFactory: ({ databaseWorkerUrl, redisUrl }: Config, logger: Logger, ...all: ScheduledJob[]) => {
        const databaseUrl = required(databaseWorkerUrl, 'databaseWorkerUrl');
        return new JobRunner(openQueueBackend({ databaseUrl, redisUrl }, logger), all, logger);
      },
    };
    return { module: JobsModule, imports, providers: [...own, relay, runner] };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.relay.start();
    await this.runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.relay.close(), this.runner.close()]);
  }
}
