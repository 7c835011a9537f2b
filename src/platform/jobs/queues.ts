import type { Logger } from 'pino';
import { QUEUE_NAMES } from '../database/index.js';
import { byName } from './by-name.js';
import type { QueueBackend } from './queue-backend.js';
import type { QueuedWork } from './queued-work.js';
import { QueuePump } from './queue-pump.js';
import type { WorkedQueue } from './worked-queue.js';

const NAME = new RegExp(`^(${QUEUE_NAMES.join('|')})$`);

/** Every kind of queued work of the program, each with its pump. */
export class Queues {
  private readonly pumps: readonly QueuePump[];

  /** Throws unless each queue has a name of its own, which the database knows. */
  constructor(backend: QueueBackend, works: readonly QueuedWork[], logger: Logger) {
    const named = byName('queue', NAME, works);
    this.pumps = [...named.values()].map((work) => new QueuePump(backend, work, logger));
  }

  get worked(): readonly WorkedQueue[] {
    return this.pumps.map(({ worked }) => worked);
  }

  async start(): Promise<void> {
    for (const pump of this.pumps) await pump.start();
  }

  async close(): Promise<void> {
    await Promise.all(this.pumps.map((pump) => pump.close()));
  }
}
