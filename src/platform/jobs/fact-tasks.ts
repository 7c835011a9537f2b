import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { SystemActor } from '../../kernel/index.js';
import type { DatabaseClock, Tx, UnitOfWork } from '../database/index.js';
import type { Fact } from './fact-subscriber.js';
import { loggable } from './loggable.js';
import { REQUEUE_AFTER_MS } from './queued-work.js';
import type { QueuedWork } from './queued-work.js';
import type { Subscriptions } from './subscriptions.js';
import type { Due } from './work-off.js';

/** What one subscriber has to do about one fact. */
export interface FactTask extends Due {
  readonly subscriber: string;
}

/** A task that has failed so often, within some four minutes, does not mend itself: somebody must look at it. */
export const STUCK_AFTER = 8;

/** How patient the tasks are, in milliseconds; a test is less so. */
const PATIENCE = {
  /** Before the first repetition of a task that failed; doubled for the next, and less by chance, up to a half. */
  retryAfter: 1_000,
  /** Soon enough that all is well soon after a fault was mended. */
  longestPause: 300_000,
  requeueAfter: REQUEUE_AFTER_MS,
};

/** What one subscriber has yet to do. */
interface TaskCount {
  readonly subscriber: string;
  readonly waiting: number;
  readonly stuck: number;
  readonly oldest: Date;
}

export const countFactTasks = (source: DataSource): Promise<TaskCount[]> =>
  source.query<TaskCount[]>('SELECT * FROM gate.count_fact_tasks($1)', [STUCK_AFTER]);

const TAKE = `SELECT practice_id AS "practiceId", id, subscriber FROM gate.take_fact_tasks(
  clock_timestamp() + $1::float8 * interval '1 millisecond', $2::float8 * interval '1 millisecond', $3)`;

/** Done by now, or being done by somebody else, it is not found. */
const CLAIM = `SELECT fact_id AS id, fact, payload, emitted_at AS at FROM fact_tasks
  WHERE practice_id = $1 AND id = $2 AND subscriber = $3 FOR UPDATE SKIP LOCKED`;

const POSTPONE = `UPDATE fact_tasks SET attempts = attempts + 1, last_error = $3, queued_at = NULL, next_at =
    $4::timestamptz + least($5 * power(2, least(attempts, 30)), $6) * (1 - random() / 2) * interval '1 millisecond'
  WHERE practice_id = $1 AND id = $2 RETURNING attempts`;

/**
 * Hands facts to their subscribers, exactly once: the unit in which a subscriber acts is the one that removes the task. Tasks are begun in
 * the order of their facts; several are done at once, and one that failed comes again later, until it succeeds.
 */
export class FactTasks implements QueuedWork<FactTask> {
  readonly name = 'facts';
  readonly concurrency = 4;

  constructor(
    private readonly database: { readonly source: DataSource; readonly clock: DatabaseClock },
    private readonly unitOfWork: UnitOfWork,
    private readonly subscriptions: Subscriptions,
    private readonly logger: Logger,
    private readonly patience: typeof PATIENCE = PATIENCE,
  ) {}

  take(atMost: number): Promise<FactTask[]> {
    const { source, clock } = this.database;
    return source.query<FactTask[]>(TAKE, [clock.offset, this.patience.requeueAfter, atMost]);
  }

  async run(task: FactTask): Promise<void> {
    const actor: SystemActor = { kind: 'system', practiceId: task.practiceId, name: task.subscriber };
    try {
      await this.unitOfWork.do(actor, (tx) => this.settle(tx, task));
    } catch (error) {
      // Whatever it is, it is kept with the task, logged, and tried again.
      await this.postpone(actor, task, error);
    }
  }

  private async settle(tx: Tx, { id, subscriber }: FactTask): Promise<void> {
    const [fact] = await tx.sql<Fact & Record<string, unknown>>(CLAIM, [tx.practiceId, id, subscriber]);
    if (!fact) return;
    await this.subscriptions.named(subscriber).handle(tx, fact);
    tx.write('DELETE FROM fact_tasks WHERE practice_id = $1 AND id = $2', [tx.practiceId, id]);
  }

  private async postpone(actor: SystemActor, { id, subscriber }: FactTask, error: unknown): Promise<void> {
    const trace = loggable(error);
    const code = trace.database.code ?? trace.name;
    const { retryAfter, longestPause } = this.patience;
    const [row] = await this.unitOfWork.do(actor, (tx) =>
      tx.sql<{ attempts: number }>(POSTPONE, [tx.practiceId, id, code, tx.now, retryAfter, longestPause]),
    );
    // Not found, it was done by somebody else after all, or by this unit whose end nobody heard of.
    if (!row) return;
    const level = row.attempts >= STUCK_AFTER ? 'error' : 'warn';
    this.logger[level]({ task: id, subscriber, attempts: row.attempts, ...trace }, 'A subscriber has failed.');
  }
}
