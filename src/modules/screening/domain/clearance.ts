import { Temporal } from 'temporal-polyfill';
import type { Violation } from '../../../kernel/index.js';
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

/** As long as answers count: what was cleared must be looked at again with them. */
const LONGEST = { months: 12 };

/**
 * Which rules a clearance breaks that is to be recorded at `now` (epoch ms): it names techniques, was given until today,
 * wherever today has begun first, and ends within 12 months.
 */
export function clearanceViolations({ techniques, givenOn, expiresOn }: ValidClearance, now: number): Violation[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('+14:00').toPlainDate().toString();
  const latest = Temporal.PlainDate.from(givenOn).add(LONGEST).toString();
  const broken = (isBroken: boolean, field: string, rule: string, message: string): Violation[] =>
    isBroken ? [{ field, rule, message }] : [];
  return [
    ...broken(techniques.length === 0, 'techniques', 'required', 'techniques must name what is permitted'),
    ...broken(givenOn > today, 'givenOn', 'past', 'givenOn must not be in the future'),
    ...broken(expiresOn < givenOn, 'expiresOn', 'order', 'expiresOn must not be before givenOn'),
    ...broken(expiresOn > latest, 'expiresOn', 'tooLong', 'expiresOn must be within 12 months of givenOn'),
  ];
}
