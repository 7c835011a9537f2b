import type { Due } from './work-off.js';

/** What was handed to a queue so long ago, in milliseconds, and is not done, the queue has lost: `take` finds it again. */
export const REQUEUE_AFTER_MS = 60_000;

/**
 * Work that waits in a table until it is due, and is carried to some worker by a queue of its own. The table decides; the
 * queue carries ids. Provided by the module whose work it is; listed by the worker.
 */
export interface QueuedWork<D extends Due = Due> {
  /** The queue's name, unique and one of QUEUE_NAMES: `messages-email`. */
  readonly name: string;
  /** How many one worker does at once. */
  readonly concurrency: number;
  /** At most so many are begun in one such period, over all workers together. */
  readonly rate?: { readonly max: number; readonly everyMs: number };
  /**
   * Marks at most so many that are due, and not on their way, as queued, and returns them: in one statement that skips what another
   * worker has in hand. One that was marked longer than REQUEUE_AFTER_MS ago and is still due is found again.
   */
  take(atMost: number): Promise<readonly D[]>;
  /**
   * Does one. May be called twice for the same one, or at once: it must claim it for itself, and do nothing where it is done
   * already. Throws to be called again, a few times soon and later as often as `take` finds it.
   */
  run(due: D): Promise<void>;
}
