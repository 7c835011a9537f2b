import type { Tx } from '../../platform/database/index.js';

/** What screening asks of visits when it learns something new. The appointments module keeps the visits, and implements it. */
export abstract class VisitsToScreen {
  /**
   * Gives the client's visits that are to come the level that they have now. One that got worse keeps its slot, and its
   * therapist is asked to look. The caller holds the locks of the client, and has written what is new.
   */
  abstract rescreen(tx: Tx, clientId: string): Promise<void>;
}
