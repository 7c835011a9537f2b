import type { Tx } from '../database/index.js';

/** Something that happened and is committed, as its module told it. The payload carries ids only. */
export interface Fact {
  readonly id: string;
  readonly fact: string;
  readonly payload: Readonly<Record<string, string>>;
  /** When it was emitted, by the database's time. */
  readonly at: Date;
}

/** Work that a fact sets off. Provided by the module whose work it is; listed by the worker. */
export interface FactSubscriber {
  /** Unique, as `reminders.plan-messages`. What waits for a subscriber is kept under it. */
  readonly name: string;
  /** Exact names. The worker does not start where one is a fact that no module emits. */
  readonly facts: readonly string[];
  /**
   * Called with each such fact, in a unit of the fact's practice, whose actor is the program by the subscriber's name. The unit also
   * notes that it is done: exactly once, however often it is begun. Facts may come in another order than they
   * happened, and late: it reads what is true now, and goes by that. Throws to be called again later.
   */
  handle(tx: Tx, fact: Fact): Promise<void>;
}
