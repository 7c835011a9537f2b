import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { completeConfig, ConfigModule, readGivenSettings, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { reachDatabase } from './platform/process/index.js';
import type { Program } from './platform/process/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';
import { supply } from './supply.js';

@Module({})
class WorkerCommandModule {
  static for(config: Config, { imports = [], providers = [] }: ModuleMetadata): DynamicModule {
    const url = required(config.databaseWorkerUrl, 'databaseWorkerUrl');
    const database = DatabaseModule.for({ url, poolSize: 2, applicationName: 'unknot-command', entities: [] });
    const base = [ConfigModule.for(config), TelemetryModule.for(config), database];
    return { module: WorkerCommandModule, imports: [...base, ...imports], providers };
  }
}

/** What a command needs that does its work once, with the settings of a worker: until the program ends. */
export async function startWorkerCommand(program: Program, parts: ModuleMetadata): Promise<INestApplicationContext> {
  const given = readGivenSettings(process.env);
  const supplied = given.databaseUrl === undefined ? await supply(given, program, () => undefined) : {};
  const config = completeConfig({ ...given, ...supplied });
  if (config.databaseWorkerUrl) await reachDatabase('DATABASE_WORKER_URL', config.databaseWorkerUrl);
  const app = await NestFactory.createApplicationContext(WorkerCommandModule.for(config, parts), {
    logger: ['fatal'],
    abortOnError: false,
  });
  program.onEnd('command', () => app.close());
  return app;
}
