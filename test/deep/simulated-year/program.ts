import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { FACTS } from '../../../src/facts.js';
import { AppointmentJobsModule } from '../../../src/modules/appointments/index.js';
import { CompleteVisitsLeftOpen } from '../../../src/modules/appointments/jobs/complete-visits-left-open.js';
import { CHECK_IN_SUBSCRIBERS, CheckInJobsModule, CheckInMessages } from '../../../src/modules/check-ins/index.js';
import { CloseUnanswered } from '../../../src/modules/check-ins/jobs/close-unanswered.js';
import { MESSAGING_WORK, MessagingJobsModule } from '../../../src/modules/messaging/index.js';
import { RECALL_SOURCES, RECALL_SUBSCRIBERS, RecallJobsModule } from '../../../src/modules/recall/index.js';
import { SweepPlans } from '../../../src/modules/recall/jobs/sweep-plans.js';
import { REMINDER_SOURCES, REMINDER_SUBSCRIBERS, ReminderJobsModule } from '../../../src/modules/reminders/index.js';
import {
  STAFF_NOTICE_SUBSCRIBERS,
  StaffMessages,
  StaffNoticeJobsModule,
} from '../../../src/modules/staff-notices/index.js';
import { ConfigModule, readConfig } from '../../../src/platform/config/index.js';
import { CryptoModule } from '../../../src/platform/crypto/index.js';
import { DatabaseClock, DatabaseModule, UnitOfWork } from '../../../src/platform/database/index.js';
import { FactTasks } from '../../../src/platform/jobs/fact-tasks.js';
import type { FactSubscriber, QueuedWork, ScheduledJob } from '../../../src/platform/jobs/index.js';
import { OutboxRelay } from '../../../src/platform/jobs/outbox-relay.js';
import { Subscriptions } from '../../../src/platform/jobs/subscriptions.js';
import { MAILER, SMS_SENDER } from '../../../src/platform/notifications/index.js';
import type { Mailer, SmsSender } from '../../../src/platform/notifications/index.js';
import { TelemetryModule } from '../../../src/platform/telemetry/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../../support/api.js';
import type { TestDatabase } from '../../support/cluster.js';

const MESSAGE_MODULES = [CheckInJobsModule, RecallJobsModule, ReminderJobsModule, StaffNoticeJobsModule];
const MESSAGE_SOURCES = [CheckInMessages, ...RECALL_SOURCES, ...REMINDER_SOURCES, StaffMessages];
const SUBSCRIBERS = [
  ...[...CHECK_IN_SUBSCRIBERS, ...RECALL_SUBSCRIBERS],
  ...[...REMINDER_SUBSCRIBERS, ...STAFF_NOTICE_SUBSCRIBERS],
];
const JOBS = { visits: CompleteVisitsLeftOpen, plans: SweepPlans, checkIns: CloseUnanswered };

/** What has something to do by time alone: each has a moment of its own, kept in the database. */
export type Part = keyof typeof JOBS | 'messages';

interface Ports {
  readonly mailer: Mailer;
  readonly sms: SmsSender;
}

/** The worker's modules, all of them, without the queues that would let them run by themselves. */
@Module({})
class WorkerByHand {
  static over(database: TestDatabase, { mailer, sms }: Ports): DynamicModule {
    const config = readConfig({
      ...{ NODE_ENV: 'test', DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, LOG_LEVEL: 'silent' },
    });
    const ports = [
      { provide: MAILER, useValue: mailer },
      { provide: SMS_SENDER, useValue: sms },
    ];
    return {
      module: WorkerByHand,
      imports: [
        ...[ConfigModule.for(config), TelemetryModule.for(config), CryptoModule.forAll],
        DatabaseModule.for({ url: database.workerUrl, poolSize: 4, applicationName: 'test-worker', entities: [] }),
        { module: WorkerByHand, global: true, providers: ports, exports: [MAILER, SMS_SENDER] },
        ...[AppointmentJobsModule, ...MESSAGE_MODULES],
        MessagingJobsModule.for({ imports: MESSAGE_MODULES, sources: MESSAGE_SOURCES }),
      ],
    };
  }
}

/** A worker that does all that is to be done at the moment at which a test lets it: relays, hears, sweeps and delivers. */
export class HandWorker {
  private readonly source: DataSource;
  private readonly relay: OutboxRelay;
  private readonly tasks: FactTasks;
  private readonly deliveries: QueuedWork[];
  /** What went wrong in a subscriber: in production it would be tried again. */
  readonly failures: string[] = [];

  private constructor(private readonly context: INestApplicationContext) {
    this.source = context.get(DataSource);
    const logger = pino({ level: 'warn' }, { write: (line: string) => void this.failures.push(line) });
    const heard = SUBSCRIBERS.map((one) => context.get<FactSubscriber>(one, { strict: false }));
    const subscriptions = new Subscriptions(heard, FACTS);
    this.relay = new OutboxRelay(this.source, logger, [], subscriptions);
    this.tasks = new FactTasks(
      { source: this.source, clock: this.clock },
      context.get(UnitOfWork),
      subscriptions,
      logger,
    );
    this.deliveries = MESSAGING_WORK.map((work) => context.get<QueuedWork>(work, { strict: false }));
  }

  static async over(database: TestDatabase, ports: Ports): Promise<HandWorker> {
    const module = WorkerByHand.over(database, ports);
    return new HandWorker(
      await NestFactory.createApplicationContext(module, { logger: ['fatal'], abortOnError: false }),
    );
  }

  get clock(): DatabaseClock {
    return this.context.get(DatabaseClock);
  }

  /** Tells whoever is to hear of them of all facts that wait. */
  async hear(): Promise<void> {
    while ((await this.relay.relayBatch()) > 0) {
      for (const task of await this.tasks.take(500)) await this.tasks.run(task);
    }
    if (this.failures.length > 0) throw new Error(`A subscriber has failed: ${this.failures.join('\n')}`);
  }

  /** Does what is due by the time of one part of the program. */
  async work(part: Part): Promise<void> {
    if (part !== 'messages') await this.context.get<ScheduledJob>(JOBS[part], { strict: false }).execute();
    else for (const work of this.deliveries) for (const due of await work.take(100)) await work.run(due);
    await this.hear();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
