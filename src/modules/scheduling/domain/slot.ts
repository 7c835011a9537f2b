import type { Interval } from '../../../kernel/index.js';

/** A start at a clinic at which at least one therapist and one room are free: any of these therapists with any of these rooms. */
export interface Slot {
  readonly clinicId: string;
  /** Start and end of the visit, without buffers, epoch ms. */
  readonly start: number;
  readonly end: number;
  /** YYYY-MM-DD of the start in the clinic's calendar. */
  readonly localDate: string;
  /** The best score among its therapists. */
  readonly score: number;
  /** Best first, never empty. */
  readonly therapists: readonly SlotTherapist[];
  /** In the order of the ids, never empty. */
  readonly roomIds: readonly string[];
}

export interface SlotTherapist {
  readonly therapistId: string;
  /** Why it ranks where it does, strongest first. */
  readonly reasons: readonly SlotReason[];
  /** The sum of `REASON_WEIGHTS` over the reasons, 0 to 7. */
  readonly score: number;
}

/** A stronger reason outweighs all weaker ones together. */
export const REASON_WEIGHTS = { preferred_therapist: 4, experience_match: 2, fewer_gaps: 1 } as const;

export type SlotReason = keyof typeof REASON_WEIGHTS;

/**
 * `best_match`: local date, then best score first, then start, then clinic id: the first day's best slot leads.
 * `earliest`: start, then clinic id.
 */
export type SlotOrder = 'best_match' | 'earliest';

export interface SlotSearch {
  /** A slot belongs to the window in which it starts. */
  readonly window: Interval;
  readonly order: SlotOrder;
  readonly ranking?: SlotRanking;
}

/** The condition is an argument of one search and is never stored. */
export interface SlotRanking {
  readonly preferredTherapistId?: string;
  readonly condition?: string;
}

/** What places a slot in either order, and so all that a cursor has to carry. (clinicId, start) is unique in one search. */
export type SlotKey = Pick<Slot, 'localDate' | 'score' | 'start' | 'clinicId'>;

export const slotKey = ({ localDate, score, start, clinicId }: Slot): SlotKey => ({
  localDate,
  score,
  start,
  clinicId,
});

/** Negative where `a` comes first, 0 only for one and the same place. Ids and dates compare by code unit. */
export function compareSlots(order: SlotOrder, a: SlotKey, b: SlotKey): number {
  const byStart = a.start - b.start || compareText(a.clinicId, b.clinicId);
  return order === 'earliest' ? byStart : compareText(a.localDate, b.localDate) || b.score - a.score || byStart;
}

/** The rest of a sorted list behind a key. The slot that the key was taken from need no longer be there. */
export const slotsAfter = (slots: readonly Slot[], order: SlotOrder, key: SlotKey): Slot[] =>
  slots.filter((slot) => compareSlots(order, slot, key) > 0);

/** By code unit: for ids and dates, which are ASCII, the same as the database's C collation. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
