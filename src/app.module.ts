import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { CryptoModule } from './platform/crypto/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { DemoClockModule } from './platform/demo-clock/index.js';
import { MailboxModule } from './platform/notifications/index.js';
import { PagesModule } from './platform/pages/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';
import { ACCESS_ENTITIES, AccessModule } from './modules/access/index.js';
import { AppointmentsModule, VisitsPortsModule } from './modules/appointments/index.js';
import { ClinicalAccessModule } from './modules/clinical-access/index.js';
import { AttachmentsModule } from './modules/attachments/index.js';
import { CheckInPagesModule, CheckInsModule, CheckInsPortsModule } from './modules/check-ins/index.js';
import { CLIENTS_ENTITIES, ClientsModule } from './modules/clients/index.js';
import { MessagingModule, MessagingPagesModule, SmsWebhooksModule } from './modules/messaging/index.js';
import { FollowUpsModule } from './modules/follow-ups/index.js';
import { OutcomesModule } from './modules/outcomes/index.js';
import { IntakeNotesModule, IntakePagesModule } from './modules/intake-notes/index.js';
import { PRACTICES_ENTITIES, PracticesModule } from './modules/practices/index.js';
import { BookPagesModule, RecallModule } from './modules/recall/index.js';
import { RecordsModule } from './modules/records/index.js';
import { RemindersModule, RepliesPortModule, VisitPagesModule } from './modules/reminders/index.js';
import { THERAPISTS_ENTITIES, TherapistsModule } from './modules/therapists/index.js';
import { ScreeningModule } from './modules/screening/index.js';
import { StaffNoticesModule } from './modules/staff-notices/index.js';
import { SCHEDULING_ENTITIES, SchedulingModule } from './modules/scheduling/index.js';
import { SessionNotesModule } from './modules/session-notes/index.js';
import { SessionPlansModule } from './modules/session-plans/index.js';
import { graphqlModule } from './graphql.module.js';

const ENTITIES = [
  ...ACCESS_ENTITIES,
  ...PRACTICES_ENTITIES,
  ...CLIENTS_ENTITIES,
  ...THERAPISTS_ENTITIES,
  ...SCHEDULING_ENTITIES,
];

/** What the practice's work is made of; their resolvers make the schema. */
export const FEATURES = [
  AccessModule,
  PracticesModule,
  ClientsModule,
  TherapistsModule,
  MessagingModule,
  MessagingPagesModule,
  SmsWebhooksModule,
  FollowUpsModule,
  ClinicalAccessModule,
  AttachmentsModule,
  ScreeningModule,
  IntakeNotesModule,
  IntakePagesModule,
  SchedulingModule,
  VisitsPortsModule,
  AppointmentsModule,
  OutcomesModule,
  SessionNotesModule,
  SessionPlansModule,
  RemindersModule,
  RepliesPortModule,
  RecallModule,
  CheckInsPortsModule,
  CheckInsModule,
  CheckInPagesModule,
  StaffNoticesModule,
  BookPagesModule,
  VisitPagesModule,
  RecordsModule,
];

/** The api process. */
@Module({})
export class AppModule {
  /** @param documents operations that may be named by their hash */
  static for(config: Config, documents?: ReadonlyMap<string, string>): DynamicModule {
    const { databaseUrl: url, databasePoolSize: poolSize } = config;
    return {
      module: AppModule,
      imports: [
        ConfigModule.for(config),
        TelemetryModule.for(config),
        DatabaseModule.for({ url, poolSize, applicationName: 'unknot-api', entities: ENTITIES }),
        CryptoModule.forAll,
        DemoClockModule.forApi(config),
        PagesModule,
        MailboxModule.for(config),
        graphqlModule(documents),
        ...FEATURES,
      ],
    };
  }
}
