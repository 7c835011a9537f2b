import type { AnswerViolation, FormViolation } from './domain/index.js';

/** This link has been used: what was sent by it can be read back, and not be filled in again. */
export interface AlreadySubmitted {
  readonly kind: 'already_submitted';
  readonly noteId: string;
}

/** Something is missing or does not fit: question and rule, and never what was answered. */
export interface UnfinishedIntake {
  readonly kind: 'unfinished';
  readonly violations: readonly AnswerViolation[];
}

/** The form breaks rules, so nobody could be asked it. */
export interface UnfitForm {
  readonly kind: 'unfit_form';
  readonly violations: readonly FormViolation[];
}
