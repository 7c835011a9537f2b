export { JobsModule } from './jobs.module.js';
export type { ScheduledJob } from './scheduled-job.js';
