import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule, VerifyAudit } from './modules/audit/index.js';
import { completeConfig, ConfigModule, readGivenSettings, required, StartError } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { reachDatabase, runAsProgram } from './platform/process/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';
import { supply } from './supply.js';

@Module({})
class VerifyModule {
  static for(config: Config): DynamicModule {
    const url = required(config.databaseWorkerUrl, 'databaseWorkerUrl');
    const database = DatabaseModule.for({ url, poolSize: 2, applicationName: 'unknot-verify', entities: [] });
    const imports = [ConfigModule.for(config), TelemetryModule.for(config), database, AuditModule];
    return { module: VerifyModule, imports };
  }
}

/** Compares the audit with its seals and names every place that does not fit; with the settings of a worker. */
runAsProgram(import.meta.url, async (program) => {
  const given = readGivenSettings(process.env);
  const supplied = given.databaseUrl === undefined ? await supply(given, program, () => undefined) : {};
  const config = completeConfig({ ...given, ...supplied });
  if (config.databaseWorkerUrl) await reachDatabase('DATABASE_WORKER_URL', config.databaseWorkerUrl);
  const app = await NestFactory.createApplicationContext(VerifyModule.for(config), {
    logger: ['fatal'],
    abortOnError: false,
  });
  program.onEnd('audit', () => app.close());
  let faulty = 0;
  for await (const { practiceId, sealed, waiting, late, faults } of app.get(VerifyAudit, { strict: false }).execute()) {
    const state = faults.length === 0 ? 'as they were sealed' : `${faults.length} faults`;
    console.log(`${practiceId}: ${sealed} entries, ${state}; ${waiting} wait for their seal`);
    if (late > 0) console.log(`  ${late} were sealed late: no worker ran then, or they were slipped in`);
    for (const fault of faults) console.log(`  ${fault}`);
    faulty += faults.length > 0 ? 1 : 0;
  }
  if (faulty > 0) throw new StartError(`The audit of ${faulty} practices is not as it was sealed.`);
  program.finish();
});
