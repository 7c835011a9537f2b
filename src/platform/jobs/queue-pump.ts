import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { Polling } from './polling.js';
import type { JobQueue, QueueBackend } from './queue-backend.js';
import type { QueuedWork } from './queued-work.js';
import { WorkedQueue } from './worked-queue.js';
import type { Due } from './work-off.js';

const BATCH = 500;
/** The table is where work waits. A queue that holds more would only be handed the same again once it has waited for long. */
const MOST_WAITING = 1_000;
const TRIES = 5;

/** How patient a pump is, in milliseconds; a test is less so. */
export const PUMP_PATIENCE = {
  /** Before the first repetition of work that failed; doubled for the next, and less by chance, up to a half. */
  retryAfter: 1_000,
  /** A worker that is silent for so long has died, and its work begins again elsewhere within twice this time. */
  silence: 30_000,
};

/**
 * Carries one kind of queued work from its table to the workers, of which this process is one. The queue may lose all it has, give the same
 * out twice or give up: the table finds again what is not done.
 */
export class QueuePump {
  readonly worked: WorkedQueue;
  private readonly polling: Polling;
  private queue: JobQueue | undefined;
  /** Whether the last look into the table found something, so that the queue may be filling up. */
  private busy = false;

  constructor(
    backend: QueueBackend,
    private readonly work: QueuedWork,
    logger: Logger,
    private readonly patience: typeof PUMP_PATIENCE = PUMP_PATIENCE,
  ) {
    this.worked = new WorkedQueue(backend, work.name, logger);
    this.polling = new Polling(() => this.pump(), this.worked.report);
  }

  async start(): Promise<void> {
    const { concurrency, rate } = this.work;
    const limiter = rate && { max: rate.max, duration: rate.everyMs };
    this.queue = await this.worked.open();
    await this.worked.work((job: Job<Due>) => this.work.run(job.data), {
      concurrency,
      limiter,
      silence: this.patience.silence,
    });
    this.polling.start();
  }

  /** Takes up no more, and waits for the work of this worker that is under way. */
  async close(): Promise<void> {
    await this.polling.close();
    await this.worked.close();
  }

  /** Says whether there may be more at once. */
  private async pump(): Promise<boolean> {
    if (this.busy && (await this.queue!.getJobCountByTypes('waiting')) >= MOST_WAITING) return false;
    const due = await this.work.take(BATCH);
    this.busy = due.length > 0;
    if (this.busy) await this.queue!.addBulk(due.map((one) => this.toJob(one)));
    return due.length === BATCH;
  }

  /**
   * While a job of the same id waits or runs, the queue takes no second one. It keeps none that is done or has failed for good: that
   * one would stand in the way of the same work for ever.
   */
  private toJob(due: Due): { name: string; data: object; opts: object } {
    const backoff = { type: 'exponential', delay: this.patience.retryAfter, jitter: 0.5 };
    const opts = { jobId: due.id, attempts: TRIES, backoff, removeOnComplete: true, removeOnFail: true };
    return { name: this.work.name, data: due, opts };
  }
}
