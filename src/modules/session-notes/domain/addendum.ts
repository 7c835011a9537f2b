import type { Violation } from '../../../kernel/index.js';

/** What is kept sealed of an addendum. */
export interface Addendum {
  /** Why the note needs it. */
  readonly reason: string;
  readonly text: string;
}

export const ADDENDUM_LIMITS = { reason: 500, text: 10_000 } as const;

export function addendumViolations(addendum: Addendum): Violation[] {
  const fields = Object.entries(ADDENDUM_LIMITS) as [keyof Addendum, number][];
  return fields.flatMap(([field, max]): Violation[] => {
    if (addendum[field].trim() === '') return [{ field, rule: 'required', message: `${field} must be filled in` }];
    if (addendum[field].length <= max) return [];
    return [{ field, rule: 'maxLength', message: `${field} must be at most ${max} characters long` }];
  });
}
