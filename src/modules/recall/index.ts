export { RECALL_JOBS, RECALL_SOURCES, RECALL_SUBSCRIBERS, RecallJobsModule } from './jobs/recall-jobs.module.js';
export { BookPagesModule } from './pages/book-pages.module.js';
export { RecallModule } from './recall.module.js';
