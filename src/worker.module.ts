import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { FACTS } from './facts.js';
import { APPOINTMENT_JOBS, AppointmentJobsModule, LIVE_FACTS } from './modules/appointments/index.js';
import { AUDIT_JOBS, AuditModule } from './modules/audit/index.js';
import { CHECK_IN_JOBS, CHECK_IN_SUBSCRIBERS, CheckInJobsModule, CheckInMessages } from './modules/check-ins/index.js';
import { MESSAGING_JOBS, MESSAGING_WORK, MessagingJobsModule } from './modules/messaging/index.js';
import { RECALL_JOBS, RECALL_SOURCES, RECALL_SUBSCRIBERS, RecallJobsModule } from './modules/recall/index.js';
import { RECORD_JOBS, RecordJobsModule } from './modules/records/index.js';
import { REMINDER_SOURCES, REMINDER_SUBSCRIBERS, ReminderJobsModule } from './modules/reminders/index.js';
import {
  STAFF_NOTICE_JOBS,
  STAFF_NOTICE_SUBSCRIBERS,
  StaffMessages,
  StaffNoticeJobsModule,
} from './modules/staff-notices/index.js';
import { ConfigModule, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { CryptoModule } from './platform/crypto/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { DemoClockModule } from './platform/demo-clock/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { NotificationsModule } from './platform/notifications/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';

/** What plans messages, and knows whether they are still true. */
const MESSAGE_MODULES = [CheckInJobsModule, RecallJobsModule, ReminderJobsModule, StaffNoticeJobsModule];
const MESSAGE_SOURCES = [CheckInMessages, ...RECALL_SOURCES, ...REMINDER_SOURCES, StaffMessages];

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
        DemoClockModule.forWorker(config),
        NotificationsModule.for(config),
        JobsModule.for({
          imports: [
            ...[AppointmentJobsModule, AuditModule, RecordJobsModule, ...MESSAGE_MODULES],
            MessagingJobsModule.for({ imports: MESSAGE_MODULES, sources: MESSAGE_SOURCES }),
          ],
          jobs: [
            ...APPOINTMENT_JOBS,
            ...AUDIT_JOBS,
            ...CHECK_IN_JOBS,
            ...MESSAGING_JOBS,
            ...RECALL_JOBS,
            ...RECORD_JOBS,
            ...STAFF_NOTICE_JOBS,
          ],
          liveFacts: LIVE_FACTS,
          facts: FACTS,
          subscribers: [
            ...CHECK_IN_SUBSCRIBERS,
            ...RECALL_SUBSCRIBERS,
            ...REMINDER_SUBSCRIBERS,
            ...STAFF_NOTICE_SUBSCRIBERS,
          ],
          queuedWork: MESSAGING_WORK,
        }),
      ],
    };
  }
}
