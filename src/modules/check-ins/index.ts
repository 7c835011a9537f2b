export { CheckInMessages } from './check-in-messages.js';
export { CheckInsPart } from './check-ins-part.js';
export { CheckInsPortsModule } from './check-ins-ports.module.js';
export { CheckInsModule } from './check-ins.module.js';
export { CHECK_IN_FACTS } from './facts.js';
export { CHECK_IN_JOBS, CHECK_IN_SUBSCRIBERS, CheckInJobsModule } from './jobs/check-in-jobs.module.js';
export { CheckInPagesModule } from './pages/check-in-pages.module.js';
