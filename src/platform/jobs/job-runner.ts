import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { byName } from './by-name.js';
import type { JobQueue, QueueBackend } from './queue-backend.js';
import type { ScheduledJob } from './scheduled-job.js';
import { WorkedQueue } from './worked-queue.js';

const SWEEPS = 'sweeps';
const NAME = /^[a-z-]+\.[a-z-]+$/;
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
  readonly sweeps: WorkedQueue;
  private rescheduling: NodeJS.Timeout | undefined;

  /** Throws unless each name has exactly one handler. */
  constructor(
    backend: QueueBackend,
    jobs: readonly ScheduledJob[],
    logger: Logger,
    private readonly patience: typeof PATIENCE = PATIENCE,
  ) {
    this.handlers = byName('job', NAME, jobs);
    this.sweeps = new WorkedQueue(backend, SWEEPS, logger);
  }

  async start(): Promise<void> {
    const { silence, reschedule } = this.patience;
    const queue = await this.sweeps.open();
    await this.forgetJobsWithoutHandler(queue);
    await this.schedule(queue);
    this.rescheduling = setInterval(() => void this.schedule(queue).catch(this.sweeps.report), reschedule);
    await this.sweeps.work((job) => this.run(job), { concurrency: 2, silence });
  }

  /** Waits for the runs of this worker that are under way. */
  async close(): Promise<void> {
    clearInterval(this.rescheduling);
    await this.sweeps.close();
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
}
