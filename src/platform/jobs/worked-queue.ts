import type { Job, Processor } from 'bullmq';
import type { Logger } from 'pino';
import { loggable } from './loggable.js';
import { JOB_STATES } from './queue-backend.js';
import type { JobQueue, JobWorker, QueueBackend, Timings } from './queue-backend.js';

/** One queue, and this process's worker on it. */
export class WorkedQueue {
  private queue: JobQueue | undefined;
  private worker: JobWorker | undefined;

  constructor(
    private readonly backend: QueueBackend,
    readonly name: string,
    private readonly logger: Logger,
  ) {}

  async open(): Promise<JobQueue> {
    this.queue = this.backend.queue(this.name);
    this.queue.on('error', this.report);
    await this.queue.waitUntilReady();
    return this.queue;
  }

  /** A worker that is silent for `silence` milliseconds has died, and its jobs begin again elsewhere within twice this time. */
  async work(processor: Processor, { silence, ...timings }: Omit<Timings, 'lockDuration'> & { silence: number }) {
    const patience = { ...timings, lockDuration: silence, stalledInterval: silence };
    this.worker = this.backend.worker(this.name, (job: Job) => keepingWords(() => processor(job)), patience);
    this.worker.on('error', this.report);
    this.worker.on('failed', (job, error) => {
      const trace = loggable(error.cause ?? error);
      this.logger.error({ queue: this.name, job: job?.name, id: job?.id, ...trace }, 'A job has failed.');
    });
    await this.worker.waitUntilReady();
  }

  /** How many jobs it holds, by state. It must be open. */
  counts(): Promise<Record<string, number>> {
    return this.queue!.getJobCounts(...JOB_STATES);
  }

  /** Waits for the jobs of this worker that are under way. */
  async close(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
  }

  readonly report = (error: unknown): void => {
    this.logger.error({ queue: this.name, ...loggable(error) }, 'The queue has a problem.');
  };
}

/** The queue keeps the message and the trace of an error, which may repeat what somebody wrote: it gets the name alone. */
async function keepingWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name } = loggable(error);
    throw Object.assign(new Error(name, { cause: error }), { name });
  }
}
