export type { Fact, FactSubscriber } from './fact-subscriber.js';
export { JobsModule } from './jobs.module.js';
export { REQUEUE_AFTER_MS } from './queued-work.js';
export type { QueuedWork } from './queued-work.js';
export type { ScheduledJob } from './scheduled-job.js';
export { Sweeps } from './sweeps.js';
export { workOff } from './work-off.js';
export type { Due } from './work-off.js';
