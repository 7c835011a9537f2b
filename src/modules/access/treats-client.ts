import type { Tx } from '../../platform/database/index.js';

/**
 * Declares "this therapist treats this client": they have a visit together, past or to come. A therapist reads more of
 * a client they treat. The appointments module implements it, since it alone knows the visits.
 */
export abstract class TreatsClient {
  /** Those of `clientIds` that the therapist treats, in a constant number of statements. */
  abstract treats(tx: Tx, therapistId: string, clientIds: readonly string[]): Promise<Set<string>>;
}
