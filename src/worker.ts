import { NestFactory } from '@nestjs/core';
import { readConfig, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { openMetrics } from './open-metrics.js';
import { reachDatabase, reachRedis, runAsProgram } from './platform/process/index.js';
import { Metrics } from './platform/telemetry/index.js';
import { WorkerModule } from './worker.module.js';

/** Relays facts and runs scheduled jobs until it is closed; closing waits for what is under way. */
export async function startWorker(config: Config): Promise<{ metrics: Metrics; close(): Promise<void> }> {
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config), {
    logger: ['fatal'],
    abortOnError: false,
  });
  return { metrics: app.get(Metrics), close: () => app.close() };
}

runAsProgram(import.meta.url, async (program) => {
  const config = readConfig(process.env);
  await reachDatabase('DATABASE_WORKER_URL', required(config.databaseWorkerUrl, 'databaseWorkerUrl'));
  if (config.redisUrl !== undefined) await reachRedis('REDIS_URL', config.redisUrl);
  const worker = await startWorker(config);
  program.onEnd('worker', () => worker.close());
  await openMetrics(program, config, [worker.metrics]);
});
