/** The PostgreSQL channel on which the relay tells every api process what has been committed. */
export const LIVE_CHANNEL = 'unknot_live';

/** What a notification says: which record changed, and never what it holds now. */
export interface LiveFact {
  readonly practiceId: string;
  /** Null: every clinic of the practice may be concerned. */
  readonly clinicId: string | null;
  /** Null: no single appointment changed. */
  readonly appointmentId: string | null;
  readonly fact: string;
}
