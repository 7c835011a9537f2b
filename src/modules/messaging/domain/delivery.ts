/** A worker that has claimed a message has this long; then another one may. Providers are given up long before. */
export const LEASE_MS = 60_000;

/** So long after its claim a worker that was frozen or slow does not begin to send any more: the lease may soon be over. */
export const SEND_WITHIN_MS = LEASE_MS / 2;

/** With the waits below more than a day: providers are away for hours, rarely for longer. */
const MOST_ATTEMPTS = 14;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 4 * 60 * 60_000;
/** With the half more that chance may add. */
export const LONGEST_PUT_OFF_MS = LONGEST_WAIT_MS * 1.5;

/**
 * How long to wait after an attempt that may succeed later, in milliseconds: doubled each time up to four hours, with up to a
 * half more or less by chance, so that what failed together does not come back together; never shorter than the provider asks for. Null: no more.
 * @param chance from 0 to 1
 */
export function waitAfter(attempt: number, chance: number, providerAsks = 0): number | null {
  if (attempt >= MOST_ATTEMPTS) return null;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return Math.max(Math.round(wait * (0.5 + chance)), providerAsks);
}

/** What should have gone out so long ago, and has not, is late: somebody is to look why. */
export const LATE_AFTER_MS = 5 * 60_000;
