import { Module } from '@nestjs/common';
import { CompleteVisitsLeftOpen } from './complete-visits-left-open.js';
import { ReleaseExpiredHolds } from './release-expired-holds.js';

export const APPOINTMENT_JOBS = [CompleteVisitsLeftOpen, ReleaseExpiredHolds];

/** What the worker does to appointments by itself. */
@Module({ providers: APPOINTMENT_JOBS, exports: APPOINTMENT_JOBS })
export class AppointmentJobsModule {}
