import { Module } from '@nestjs/common';
import { AlertLinks } from '../alert-links.js';
import { NudgeOfNotes } from './nudge-of-notes.js';
import { NudgeOfTasks } from './nudge-of-tasks.js';
import { RaiseAlert } from './raise-alert.js';
import { SettleAlerts } from './settle-alerts.js';
import { StaffMessages } from './staff-messages.js';
import { WarnOfLicences } from './warn-of-licences.js';

export const STAFF_NOTICE_SUBSCRIBERS = [RaiseAlert, SettleAlerts, NudgeOfTasks, NudgeOfNotes];
export const STAFF_NOTICE_JOBS = [WarnOfLicences];

/** What makes the worker write to staff. */
@Module({
  providers: [AlertLinks, StaffMessages, ...STAFF_NOTICE_SUBSCRIBERS, ...STAFF_NOTICE_JOBS],
  exports: [StaffMessages, ...STAFF_NOTICE_SUBSCRIBERS, ...STAFF_NOTICE_JOBS],
})
export class StaffNoticeJobsModule {}
