import { Module } from '@nestjs/common';
import { VerdictsModule } from '../../screening/index.js';
import { AssessPlans } from '../assess-plans.js';
import { LookAtPlans } from '../look-at-plans.js';
import { RecallMessages } from '../recall-messages.js';
import { LookAgain } from './look-again.js';
import { SweepPlans } from './sweep-plans.js';

export const RECALL_JOBS = [SweepPlans];
export const RECALL_SUBSCRIBERS = [LookAgain];
export const RECALL_SOURCES = [RecallMessages];

/** What the worker does about plans by itself, and what it asks before a reminder goes out. */
@Module({
  imports: [VerdictsModule],
  providers: [AssessPlans, LookAtPlans, ...RECALL_SOURCES, ...RECALL_JOBS, ...RECALL_SUBSCRIBERS],
  exports: [...RECALL_SOURCES, ...RECALL_JOBS, ...RECALL_SUBSCRIBERS],
})
export class RecallJobsModule {}
