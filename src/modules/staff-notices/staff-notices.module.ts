import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AlertsResolver } from './graphql/alerts-resolver.js';
import { AlertController } from './pages/alert-controller.js';
import { SetOnCall } from './set-on-call.js';
import { TakeAlert } from './take-alert.js';

/** Alerts and who is called for them, as the API shows them. */
@Module({
  imports: [AccessModule],
  controllers: [AlertController],
  providers: [AlertsResolver, AcknowledgeAlert, SetOnCall, TakeAlert],
})
export class StaffNoticesModule {}
