import { isSame } from './course.js';
import type { Stretch } from './course.js';

/** DOMAIN.md, Messages: a short grace absorbs an undo. */
export const GRACE_MS = 3 * 60_000;

/** Something that a client is to hear, or has heard, of a visit. */
export interface Word {
  readonly says: Stretch;
  /** What they knew before. Null: nothing. */
  readonly after: Stretch | null;
  /** The start that it tells of: how the visit stands or, where it is off, as the client knows it. */
  readonly start: number;
  readonly dueAt: number;
}

export interface News {
  /** Says how the visit stands now. Null: the client knows nothing of it, and need not. */
  readonly word: Word | null;
  /** The word before, where this one says something new: until that has stood for the grace it may be undone, and the old one holds. */
  readonly shaken: Word | null;
}

function wordOf(says: Stretch, after: Stretch | null): Word {
  const { start } = says.standing === 'off' && after ? after : says;
  return { says, after, start, dueAt: says.since + GRACE_MS };
}

/**
 * What to tell of a visit, by its whole course. Of what stood for less than the grace a client never hears: booked and cancelled
 * at once is nothing, moved and moved back leaves the first word standing, moved twice is one change.
 */
export function newsOf(stretches: readonly Stretch[]): News {
  let last: Word | null = null;
  for (const [n, stretch] of stretches.entries()) {
    const known: Stretch | null = last?.says ?? null;
    const next = stretches[n + 1];
    if (isSame(known, stretch)) continue;
    const word = wordOf(stretch, known);
    if (!next) return { word, shaken: last };
    if (next.since - stretch.since > GRACE_MS) last = word;
  }
  return { word: last, shaken: null };
}
