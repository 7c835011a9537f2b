export { STAFF_NOTICE_FACTS } from './facts.js';
export {
  STAFF_NOTICE_JOBS,
  STAFF_NOTICE_SUBSCRIBERS,
  StaffNoticeJobsModule,
} from './jobs/staff-notices-jobs.module.js';
export { StaffMessages } from './jobs/staff-messages.js';
export { StaffNoticesModule } from './staff-notices.module.js';
