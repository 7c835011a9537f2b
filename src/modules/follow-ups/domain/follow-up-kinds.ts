import type { StaffActor } from '../../../kernel/index.js';

/** Whose task it is: one therapist's, the front desk's, or the management's. */
export type Audience = 'therapist' | 'desk' | 'management';

/**
 * What there is to do, and for whom. A kind for several audiences makes a task for each of them: that the desk has
 * rung the client is no reason for the therapist not to look.
 */
export const FOLLOW_UPS = {
  /** New answers make a visit that is booked less safe than it was. */
  screening_worsened: ['therapist'],
  /** A visit waits for the permission of a health professional. */
  clearance_needed: ['desk'],
  /** A visit lost its slot because no clearance came: the client is to be told. */
  clearance_released: ['desk'],
  /** Answers with a red flag. Everybody reads `urgent`, and the desk no more than that. */
  emergency_answers: ['therapist', 'desk'],
  /** A visit cannot start before its therapist has decided about it. */
  visit_decision_needed: ['therapist'],
  /** Somebody has read a record of a client whom they do not treat. */
  glass_broken: ['management'],
  /** Something happened to a client in or after a session. */
  adverse_event: ['management'],
  /** A session plan is to be looked at again. */
  plan_review: ['therapist'],
  /** A red flag after a session. The desk reads `urgent`, as of any answers with one. */
  soreness_emergency: ['therapist', 'desk'],
  /** Sore for so long that a health professional should look at it: the therapist calls. */
  soreness_refer: ['therapist'],
  /** The therapist calls the client about how they are after a session. */
  soreness_follow_up: ['therapist'],
  /** Sore after a session: to be kept an eye on. */
  soreness_watch: ['therapist'],
  /** A client has said no to the reminder of a visit, by SMS. */
  sms_no: ['desk'],
  /** A client has sent CANCEL, which may mean the visit. */
  sms_cancel: ['desk'],
  /** A client has sent an SMS that nobody but a person can understand, or one of several who share a number has. */
  sms_reply: ['desk'],
} as const satisfies Record<string, readonly Audience[]>;

export type FollowUpKind = keyof typeof FOLLOW_UPS;

/** Tasks about how a client is: until somebody has spoken to them, nobody writes that they are due (DOMAIN.md, Session plan). */
export const TRIAGE_KINDS: readonly FollowUpKind[] = [
  ...(['emergency_answers', 'adverse_event'] as const),
  ...(['soreness_emergency', 'soreness_refer', 'soreness_follow_up', 'soreness_watch'] as const),
];

/** What nobody may sleep through: whoever is on call is called. */
const URGENT: readonly string[] = ['emergency_answers', 'soreness_emergency'];

export const isUrgent = (kind: string): boolean => URGENT.includes(kind);

/** Whose tasks a follow-up of this kind makes. Where no therapist is known, theirs falls to the management. */
export function audiencesOf(kind: FollowUpKind, therapistId: string | null): Audience[] {
  const meant: readonly Audience[] = FOLLOW_UPS[kind];
  return [...new Set(meant.map((audience) => (audience === 'therapist' && !therapistId ? 'management' : audience)))];
}

/** The kind as its audience reads it: to the desk every red flag is one and the same, wherever it was told. */
export const kindShown = ({
  kind,
  audience,
}: {
  readonly kind: FollowUpKind;
  readonly audience: Audience;
}): FollowUpKind => (kind === 'soreness_emergency' && audience === 'desk' ? 'emergency_answers' : kind);

/** What of the follow-ups somebody sees; null means all. */
export interface Sight {
  readonly audience: Audience | null;
  readonly therapistId: string | null;
}

/** A therapist sees their own, the front desk the desk's, the management all. A therapist without a record sees none. */
export function sightOf({ role, therapistId, membershipId }: StaffActor): Sight {
  if (role === 'therapist') return { audience: 'therapist', therapistId: therapistId ?? membershipId };
  return { audience: role === 'front_desk' ? 'desk' : null, therapistId: null };
}

export const isSeen = (
  { audience, therapistId }: Sight,
  followUp: { readonly audience: Audience; readonly therapistId: string | null },
): boolean =>
  (audience === null || audience === followUp.audience) && (!therapistId || therapistId === followUp.therapistId);
