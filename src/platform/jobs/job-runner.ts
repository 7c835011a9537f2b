import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { loggable } from './loggable.js';
import type { JobQueue, JobWorker, QueueBackend } from './queue-backend.js';
import { byName } from './scheduled-job.js';
import type { ScheduledJob } from './scheduled-job.js';

const QUEUE = 'sweeps';
const TRIES = 3;

/** How patient a runner is, in milliseconds; a test is less so. */
const PATIENCE = {
  /** Before the first repetition of a run that failed; doubled for the next. */
  retryAfter: 2_000,
  /** A worker that is silent for so long has died, and its run begins again elsewhere within twice this time. */
  silence: 30_000,
  /** A queue that has lost its memory, or a schedule that BullMQ did not carry on, is mended after this time. */
  reschedule: 60_000,
};

/**
 * Runs scheduled jobs: each run in one of all workers, tried again where it fails or its worker dies. The queue carries
 * names only; what is due stands in the database, so that a run lost is made up by the next one.
 */
export class JobRunner {
  private readonly handlers: ReadonlyMap<string, ScheduledJob>;
  private queue: JobQueue | undefined;
  private worker: JobWorker | undefined;
  private rescheduling: NodeJS.Timeout | undefined;

  /** Throws unless each name has exactly one handler. */
  constructor(
    private readonly backend: QueueBackend,
    jobs: readonly ScheduledJob[],
    private readonly logger: Logger,
    private readonly patience: typeof PATIENCE = PATIENCE,
  ) {
    this.handlers = byName(jobs);
  }

  async start(): Promise<void> {
    const { silence, reschedule } = this.patience;
    this.queue = this.backend.queue(QUEUE);
    this.queue.on('error', this.report);
    await this.queue.waitUntilReady();
    await this.forgetJobsWithoutHandler(this.queue);
    await this.schedule(this.queue);
    this.rescheduling = setInterval(() => void this.schedule(this.queue!).catch(this.report), reschedule);

    const timings = { concurrency: 2, lockDuration: silence, stalledInterval: silence };
    this.worker = this.backend.worker(QUEUE, (job) => this.run(job), timings);
    this.worker.on('error', this.report);
    this.worker.on('failed', (job, error) => {
      this.logger.error({ job: job?.name, ...loggable(error) }, 'A job has failed.');
    });
    await this.worker.waitUntilReady();
  }

  /** Waits for the runs of this worker that are under way. */
  async close(): Promise<void> {
    clearInterval(this.rescheduling);
    await this.worker?.close();
    await this.queue?.close();
    await this.backend.close();
  }

  /** Leaves the rhythm of a schedule that stands as it is. */
  private async schedule(queue: JobQueue): Promise<void> {
    for (const { name, everyMs } of this.handlers.values()) {
      const opts = {
        attempts: TRIES,
        backoff: { type: 'exponential', delay: this.patience.retryAfter },
        removeOnComplete: { count: 100 },
        removeOnFail: { count: 1_000 },
      };
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, opts });
    }
  }

  /** An older version of the program may have left some; where it still runs it soon puts them back. */
  private async forgetJobsWithoutHandler(queue: JobQueue): Promise<void> {
    for (const { key } of await queue.getJobSchedulers()) {
      if (!this.handlers.has(key)) await queue.removeJobScheduler(key);
    }
  }

  private run(job: Job): Promise<number> {
    const handler = this.handlers.get(job.name);
    if (!handler) throw new UnrecoverableError(`No handler is called "${job.name}".`);
    return handler.execute();
  }

  private readonly report = (error: Error): void => {
    this.logger.error(loggable(error), 'The queue has a problem.');
  };
}
