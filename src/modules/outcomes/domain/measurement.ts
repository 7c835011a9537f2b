import type { Score } from './score.js';

/** When scores were taken. */
export enum Moment {
  /** With the health history. */
  INTAKE = 'intake',
  /** Before a session. */
  BEFORE = 'before',
  /** After it, at the clinic. */
  AFTER = 'after',
  /** In the client's answer to a check-in. */
  CHECK_IN = 'check_in',
}

/** One set of scores of one client at one moment. It never changes: a correction is a newer one that replaces it. */
export interface Measurement {
  readonly id: string;
  readonly clientId: string;
  readonly appointmentId: string | null;
  readonly moment: Moment;
  /** Epoch ms. */
  readonly takenAt: number;
  /** YYYY-MM-DD by the clinic's calendar. */
  readonly date: string;
  /** Epoch ms: when it was written down. */
  readonly recordedAt: number;
  /** The measurement that this one corrects. */
  readonly replacesId: string | null;
  /** None in a correction that takes all of them back. */
  readonly scores: readonly Score[];
}
