import type { Place } from '../../../platform/crypto/index.js';

/** Where each ciphertext of this module stands. */
const at =
  (table: string, column: string) =>
  (rowId: string): Place => ({ table, column, rowId });

export const PROFILE = at('risk_profiles', 'profile');
export const REQUEST_NOTE = at('clearances', 'note');
export const CLEARANCE_DETAILS = at('clearance_records', 'details');
export const END_REASON = at('clearance_ends', 'reason');
export const DECISION = at('visit_decisions', 'content');
