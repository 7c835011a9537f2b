import type { Tx } from '../../platform/database/index.js';

interface HandOver {
  readonly fromId: string;
  readonly toId: string;
  /** These visits only, as far as they are still `fromId`'s; otherwise every visit that is not over. */
  readonly visitIds?: readonly string[];
}

/** What merging clients needs of their visits. The appointments module keeps the visits, and implements it. */
export abstract class VisitsOfClients {
  /** Whether a live visit of one overlaps a live visit of the other: one person cannot be in two rooms. */
  abstract overlap(tx: Tx, sourceId: string, targetId: string): Promise<boolean>;

  /**
   * Gives live visits to another client, whom the exclusion constraint then guards, and answers which they were. Visits
   * that are over stay with the record under which they took place. The caller holds the locks of both clients.
   */
  abstract handOver(tx: Tx, handOver: HandOver): Promise<string[]>;

  /**
   * Screens the visits to come of these clients anew: what is known of them has changed with the merge or with its undoing,
   * which is written already. The caller holds their locks.
   */
  abstract lookAgain(tx: Tx, clientIds: readonly string[]): Promise<void>;
}
