import type { Violation } from '../../../kernel/index.js';

/** What went wrong in or after a session (DOMAIN.md, Soreness check-in). */
export enum AdverseEventKind {
  BRUISING = 'bruising',
  STRAIN = 'strain',
  INJURY = 'injury',
  OTHER = 'other',
}

export enum AdverseEventSeverity {
  /** Gone by itself, without care. */
  MILD = 'mild',
  /** Limits daily life for days, or needed advice. */
  MODERATE = 'moderate',
  /** Needed a health professional. */
  SEVERE = 'severe',
}

/** What is kept sealed of an adverse event. */
export interface AdverseEvent {
  readonly kind: AdverseEventKind;
  readonly severity: AdverseEventSeverity;
  readonly description: string;
  /** YYYY-MM-DD, in the calendar of whoever tells it; null where nobody knows. */
  readonly noticedOn: string | null;
}

export const LONGEST_DESCRIPTION = 4_000;

export function adverseEventViolations({ description }: Pick<AdverseEvent, 'description'>): Violation[] {
  const broken = (rule: string, message: string): Violation[] => [{ field: 'description', rule, message }];
  if (description.trim() === '') return broken('required', 'description must say what happened');
  if (description.length <= LONGEST_DESCRIPTION) return [];
  return broken('maxLength', `description must be at most ${LONGEST_DESCRIPTION} characters long`);
}

const HOUR_MS = 3_600_000;
/** A person looks at a severe one at once and at any other within a day. */
const LOOK_WITHIN_MS: Readonly<Record<AdverseEventSeverity, number>> = {
  [AdverseEventSeverity.MILD]: 24 * HOUR_MS,
  [AdverseEventSeverity.MODERATE]: 24 * HOUR_MS,
  [AdverseEventSeverity.SEVERE]: HOUR_MS,
};

/** When somebody should have looked at it, epoch ms. */
export const followUpDueAt = (severity: AdverseEventSeverity, now: number): number => now + LOOK_WITHIN_MS[severity];
