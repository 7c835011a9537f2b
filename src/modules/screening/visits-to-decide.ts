import type { Tx } from '../../platform/database/index.js';
import type { Treatment } from './domain/index.js';

export interface VisitToDecide {
  readonly id: string;
  readonly clientId: string;
  readonly therapistId: string;
  readonly treatment: Treatment;
  /** Local date in the clinic's calendar, YYYY-MM-DD. */
  readonly date: string;
  /** It is booked or under way: there is still something to decide. */
  readonly isOpen: boolean;
}

/** The visits that therapists decide about. The appointments module keeps the visits, and implements it. */
export abstract class VisitsToDecide {
  /** Undefined where there is none, or nobody has been named for it yet. */
  abstract find(tx: Tx, appointmentId: string): Promise<VisitToDecide | undefined>;
}
