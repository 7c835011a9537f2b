import type { Technique } from '../../practices/domain/index.js';

/** A health professional's permission that was recorded, and neither withdrawn nor voided by new answers. */
export interface ValidClearance {
  readonly techniques: readonly Technique[];
  /** Local date from which it holds, YYYY-MM-DD. */
  readonly givenOn: string;
  /** Its last day, YYYY-MM-DD. */
  readonly expiresOn: string;
}

/** Whether it covers the technique on the visit's local date, first and last day included. */
export const isClearanceValid = (clearance: ValidClearance, technique: Technique, date: string): boolean =>
  clearance.techniques.includes(technique) && clearance.givenOn <= date && date <= clearance.expiresOn;
