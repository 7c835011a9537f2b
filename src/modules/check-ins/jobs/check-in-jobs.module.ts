import { Module } from '@nestjs/common';
import { Sweeps } from '../../../platform/jobs/index.js';
import { TreatmentsGiven } from '../../session-notes/index.js';
import { CheckInMessages } from '../check-in-messages.js';
import { PlanCheckIn } from '../plan-check-in.js';
import { RedirectCheckIns } from '../redirect-check-ins.js';
import { WantedAsks } from '../wanted-asks.js';
import { CloseUnanswered } from './close-unanswered.js';
import { FollowConsents } from './follow-consents.js';
import { FollowMerges } from './follow-merges.js';
import { PlanCheckIns } from './plan-check-ins.js';

export const CHECK_IN_JOBS = [CloseUnanswered];
export const CHECK_IN_SUBSCRIBERS = [FollowConsents, FollowMerges, PlanCheckIns];

/** What the worker does about check-ins by itself. */
@Module({
  providers: [
    ...[...CHECK_IN_JOBS, ...CHECK_IN_SUBSCRIBERS, CheckInMessages],
    ...[PlanCheckIn, RedirectCheckIns, Sweeps, TreatmentsGiven, WantedAsks],
  ],
  exports: [...CHECK_IN_JOBS, ...CHECK_IN_SUBSCRIBERS, CheckInMessages],
})
export class CheckInJobsModule {}
