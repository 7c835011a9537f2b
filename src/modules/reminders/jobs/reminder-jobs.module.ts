import { Module } from '@nestjs/common';
import { PlanMessages } from './plan-messages.js';
import { VisitMessages } from './visit-messages.js';

export const REMINDER_SUBSCRIBERS = [PlanMessages];
export const REMINDER_SOURCES = [VisitMessages];

/** What the worker does about the messages of visits. */
@Module({
  providers: [...REMINDER_SUBSCRIBERS, ...REMINDER_SOURCES],
  exports: [...REMINDER_SUBSCRIBERS, ...REMINDER_SOURCES],
})
export class ReminderJobsModule {}
