import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AnswerRequests } from '../../src/modules/records/jobs/answer-requests.js';
import { EndRetention } from '../../src/modules/records/jobs/end-retention.js';
import { RecordJobsModule } from '../../src/modules/records/index.js';
import { ConfigModule, readConfig } from '../../src/platform/config/index.js';
import { CryptoModule } from '../../src/platform/crypto/index.js';
import { DatabaseClock, DatabaseModule } from '../../src/platform/database/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from './api.js';
import type { TestDatabase } from './cluster.js';

@Module({})
class RecordsWorkerModule {
  static on(database: TestDatabase): DynamicModule {
    const config = readConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, LOG_LEVEL: 'silent' },
    });
    const url = database.workerUrl;
    return {
      module: RecordsWorkerModule,
      imports: [
        ConfigModule.for(config),
        DatabaseModule.for({ url, poolSize: 4, applicationName: 'test-worker', entities: [] }),
        CryptoModule.forAll,
        RecordJobsModule,
      ],
    };
  }
}

/** What the worker does about records, at a time that the test chooses. */
export class RecordsWorker {
  private constructor(private readonly context: INestApplicationContext) {}

  static async on(database: TestDatabase): Promise<RecordsWorker> {
    return new RecordsWorker(
      await NestFactory.createApplicationContext(RecordsWorkerModule.on(database), { logger: false }),
    );
  }

  /** Milliseconds that the worker is ahead of the database's time. */
  set offset(offset: number) {
    this.context.get(DatabaseClock).offset = offset;
  }

  answerRequests(): Promise<number> {
    return this.context.get(AnswerRequests).execute();
  }

  endRetention(): Promise<number> {
    return this.context.get(EndRetention).execute();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
