export { CheckInMessages } from './check-in-messages.js';
export { CheckInsPart } from './check-ins-part.js';
export { CHECK_IN_JOBS, CHECK_IN_SUBSCRIBERS, CheckInJobsModule } from './jobs/check-in-jobs.module.js';
