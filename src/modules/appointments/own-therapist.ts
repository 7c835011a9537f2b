import { NotFound } from '../../kernel/index.js';
import type { Actor, StaffActor } from '../../kernel/index.js';

/**
 * Whose visits alone the actor may see: a therapist their own, everybody else all (null). A therapist without a
 * therapist record sees nobody's: their membership's id is no therapist's.
 */
export const ownTherapistId = (actor: StaffActor): string | null =>
  actor.role === 'therapist' ? (actor.therapistId ?? actor.membershipId) : null;

/** Throws `NotFound` for a therapist and somebody else's visit, and for clients: absent and not theirs are never told apart. */
export function requireVisible(actor: Actor, visit: { readonly id: string; readonly therapistId: string }): void {
  if (!isVisible(actor, visit)) throw new NotFound('appointment', visit.id);
}

export function isVisible(actor: Actor, visit: { readonly therapistId: string }): boolean {
  if (actor.kind === 'client') return false;
  const own = actor.kind === 'staff' ? ownTherapistId(actor) : null;
  return !own || own === visit.therapistId;
}
