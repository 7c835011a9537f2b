import type { AppointmentStatus, ScreeningLabel, VisitFlag } from '../api/generated/graphql.js';

/** How a status looks and reads: never by colour alone. */
export const STATUS: Readonly<Record<AppointmentStatus, { readonly sign: string; readonly word: string }>> = {
  HELD: { sign: '…', word: 'held' },
  PENDING_CLEARANCE: { sign: '⧖', word: 'waits for a clearance' },
  BOOKED: { sign: '○', word: 'booked' },
  CONFIRMED: { sign: '✓', word: 'confirmed' },
  ARRIVED: { sign: '●', word: 'arrived' },
  IN_SESSION: { sign: '▶', word: 'in session' },
  COMPLETED: { sign: '■', word: 'completed' },
  CANCELLED: { sign: '×', word: 'cancelled' },
  NO_SHOW: { sign: '∅', word: 'did not come' },
  EXPIRED: { sign: '×', word: 'hold expired' },
};

const FLAG: Readonly<Record<VisitFlag, { readonly sign: string; readonly word: string }>> = {
  FIRST_VISIT: { sign: 'new', word: 'first visit' },
  LATE: { sign: 'late', word: 'late' },
  NEEDS_PLACE: { sign: 'move', word: 'needs another place' },
  RULES_OVERRIDDEN: { sign: 'rule', word: 'booked against a rule' },
  THERAPIST_DECIDES: { sign: 'ask', word: 'the therapist decides first' },
  UNCONFIRMED: { sign: '?', word: 'not confirmed' },
};

const NOTE_OVERDUE = { sign: 'note', word: 'note overdue' };

/** DOMAIN.md, Records: what the front desk sees of screening. Null: nothing to point out. */
export const SCREENING: Readonly<Record<ScreeningLabel, { readonly sign: string | null; readonly word: string }>> = {
  CLEAR: { sign: null, word: 'clear' },
  NOT_SCREENED: { sign: 'not screened', word: 'not screened' },
  ADAPTATIONS_NOTED: { sign: null, word: 'adaptations noted' },
  CLEARANCE_NEEDED: { sign: 'clearance', word: 'clearance needed' },
  NOT_NOW: { sign: 'not now', word: 'not now' },
  URGENT: { sign: 'urgent', word: 'urgent' },
};

interface Marked {
  readonly flags: readonly VisitFlag[];
  readonly screeningLabel: ScreeningLabel | null;
  readonly noteOverdue: boolean;
}

/** What is pointed out about a visit, by words and, where a card shows it, by a sign. */
export function marksOf({ flags, screeningLabel, noteOverdue }: Marked) {
  const screening = screeningLabel && screeningLabel !== 'CLEAR' ? [SCREENING[screeningLabel]] : [];
  return [...screening, ...flags.map((flag) => FLAG[flag]), ...(noteOverdue ? [NOTE_OVERDUE] : [])];
}
