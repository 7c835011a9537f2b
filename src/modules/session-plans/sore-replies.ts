import type { Tx } from '../../platform/database/index.js';

/** The block of sessions that a plan is in. */
export interface BlockOfPlan {
  readonly planId: string;
  /** All records of the plan's client. */
  readonly records: readonly string[];
  /** YYYY-MM-DD, by the calendar of each visit's clinic. */
  readonly blockFrom: string;
}

/**
 * Declares "after so many sessions the client was sore": their check-ins were answered with soreness to watch, or worse. The
 * check-ins module implements it, since it alone asks clients.
 */
export abstract class SoreReplies {
  /** By plan, how many sessions of its block those were; in a constant number of statements. None is 0. */
  abstract count(tx: Tx, blocks: readonly BlockOfPlan[]): Promise<Map<string, number>>;
}
