export { RECORD_FACTS } from './facts.js';
export { RECORD_JOBS, RecordJobsModule } from './jobs/record-jobs.module.js';
export { RecordsModule } from './records.module.js';
