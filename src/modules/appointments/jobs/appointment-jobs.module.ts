import { Module } from '@nestjs/common';
import { Sweeps } from '../../../platform/jobs/index.js';
import { VerdictsModule } from '../../screening/index.js';
import { RescreenVisits } from '../rescreen-visits.js';
import { CompleteVisitsLeftOpen } from './complete-visits-left-open.js';
import { ReleaseExpiredHolds } from './release-expired-holds.js';
import { ReleaseUnclearVisits } from './release-unclear-visits.js';

export const APPOINTMENT_JOBS = [CompleteVisitsLeftOpen, ReleaseExpiredHolds, ReleaseUnclearVisits];

/** What the worker does to appointments by itself. */
@Module({
  imports: [VerdictsModule],
  providers: [RescreenVisits, Sweeps, ...APPOINTMENT_JOBS],
  exports: APPOINTMENT_JOBS,
})
export class AppointmentJobsModule {}
