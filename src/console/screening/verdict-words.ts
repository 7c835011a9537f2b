import type { ScreeningLift, VerdictLevel } from '../api/generated/graphql.js';

/** How a verdict looks and reads: never by colour alone. */
export const VERDICT: Readonly<Record<VerdictLevel, { readonly sign: string; readonly word: string }>> = {
  CLEAR: { sign: '✓', word: 'clear' },
  NOT_SCREENED: { sign: '?', word: 'not screened' },
  ADAPT: { sign: '△', word: 'adapt the session' },
  CLEARANCE: { sign: '⧖', word: 'clearance needed' },
  DEFER: { sign: '×', word: 'not now' },
  EMERGENCY: { sign: '!', word: 'emergency' },
};

export const LIFTED: Readonly<Record<ScreeningLift, string>> = {
  BY_CLEARANCE: 'lifted by a clearance',
  BY_DECISION: 'lifted by a decision for this visit',
};
