import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { FACTS } from './facts.js';
import { APPOINTMENT_JOBS, AppointmentJobsModule, LIVE_FACTS } from './modules/appointments/index.js';
import { AUDIT_JOBS, AuditModule } from './modules/audit/index.js';
import { CHECK_IN_JOBS, CHECK_IN_SUBSCRIBERS, CheckInJobsModule } from './modules/check-ins/index.js';
import { RECALL_JOBS, RECALL_SUBSCRIBERS, RecallJobsModule } from './modules/recall/index.js';
import { REMINDER_SUBSCRIBERS, ReminderJobsModule } from './modules/reminders/index.js';
import { ConfigModule, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { CryptoModule } from './platform/crypto/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { NotificationsModule } from './platform/notifications/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';

/** The worker process. */
@Module({})
export class WorkerModule {
  static for(config: Config): DynamicModule {
    const url = required(config.databaseWorkerUrl, 'databaseWorkerUrl');
    const { databasePoolSize: poolSize } = config;
    return {
      module: WorkerModule,
      imports: [
        ConfigModule.for(config),
        TelemetryModule.for(config),
        DatabaseModule.for({ url, poolSize, applicationName: 'unknot-worker', entities: [] }),
        CryptoModule.forAll,
        NotificationsModule.for(config),
        JobsModule.for({
          imports: [AppointmentJobsModule, AuditModule, CheckInJobsModule, RecallJobsModule, ReminderJobsModule],
          jobs: [...APPOINTMENT_JOBS, ...AUDIT_JOBS, ...CHECK_IN_JOBS, ...RECALL_JOBS],
          liveFacts: LIVE_FACTS,
          facts: FACTS,
          subscribers: [...CHECK_IN_SUBSCRIBERS, ...RECALL_SUBSCRIBERS, ...REMINDER_SUBSCRIBERS],
          queuedWork: [],
        }),
      ],
    };
  }
}
