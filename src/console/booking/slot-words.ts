import type { OfferedSlotFragment, SlotReason } from '../api/generated/graphql.js';

const REASONS: Readonly<Record<SlotReason, string>> = {
  PREFERRED_THERAPIST: 'the therapist they prefer',
  EXPERIENCE_MATCH: 'experienced with it',
  FEWER_GAPS: 'leaves no gap in the day',
};

export interface SlotDay {
  readonly date: string;
  readonly slots: readonly OfferedSlotFragment[];
}

/** Days in the order of their best slot, and the slots of each in the order that they came in. */
export function byDate(slots: readonly OfferedSlotFragment[]): SlotDay[] {
  const days = new Map<string, OfferedSlotFragment[]>();
  for (const slot of slots) days.set(slot.localDate, [...(days.get(slot.localDate) ?? []), slot]);
  return [...days].map(([date, ofDay]) => ({ date, slots: ofDay }));
}

/** With whom, and how many others are free then. The first one fits best, and is who is held. */
export function therapistWords({ therapists }: Pick<OfferedSlotFragment, 'therapists'>): string {
  const [best, ...others] = therapists;
  if (!best) return '';
  return others.length === 0 ? best.therapist.name : `${best.therapist.name} (${others.length} more free)`;
}

/** Why this slot is a good one; empty where there is nothing to say for it. */
export const reasonWords = ({ therapists }: Pick<OfferedSlotFragment, 'therapists'>): string =>
  (therapists[0]?.reasons ?? []).map((reason) => REASONS[reason]).join(', ');

/** `4:05`; null once it is over. */
export function timeLeft(endsAt: string, now: number): string | null {
  const seconds = Math.ceil((Date.parse(endsAt) - now) / 1000);
  if (seconds <= 0) return null;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
