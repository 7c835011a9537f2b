import type { StaffActor } from '../../kernel/index.js';

/**
 * Whose visits alone the actor may see: a therapist their own, everybody else all (null). A therapist without a
 * therapist record sees nobody's: their membership's id is no therapist's.
 */
export const ownTherapistId = (actor: StaffActor): string | null =>
  actor.role === 'therapist' ? (actor.therapistId ?? actor.membershipId) : null;
