/** DOMAIN.md, Soreness check-in: the next person after 15 minutes without an acknowledgement. */
const NEXT_PERSON_AFTER_MS = 15 * 60_000;

/** Whom an alert goes to, and how long after it was raised, in milliseconds. */
interface Call {
  readonly membershipId: string;
  readonly afterMs: number;
}

/**
 * One person of the list after the other, and after the last one the management together. Where nobody is on call the management
 * hears at once: an alert without anybody to hear it is lost.
 */
export function callsOf(onCall: readonly string[], management: readonly string[]): Call[] {
  const calls = onCall.map((membershipId, i) => ({ membershipId, afterMs: i * NEXT_PERSON_AFTER_MS }));
  const afterAll = onCall.length * NEXT_PERSON_AFTER_MS;
  const rest = management.filter((membershipId) => !onCall.includes(membershipId));
  return [...calls, ...rest.map((membershipId) => ({ membershipId, afterMs: afterAll }))];
}
