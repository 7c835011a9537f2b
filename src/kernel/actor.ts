export const ROLES = ['owner', 'manager', 'front_desk', 'therapist'] as const;
export type Role = (typeof ROLES)[number];

/** What a request asks for, where it carries an idempotency key: by that it can be repeated without being done twice. */
export interface Act {
  /** Chosen by the caller for this one act. */
  readonly key: string;
  readonly operation: string;
  /** Of what was asked for, keyed: equal where the same is asked for again, and of no use to who would guess it. */
  readonly digest: Buffer;
}

/** A member of staff at work in one practice, as their access token says. */
export interface StaffActor {
  readonly kind: 'staff';
  readonly practiceId: string;
  readonly userId: string;
  readonly membershipId: string;
  readonly sessionId: string;
  readonly role: Role;
  /** The therapist record of this person, where they treat clients. */
  readonly therapistId: string | null;
  /** What they are about, where they may ask for it again. */
  readonly act?: Act;
}

/** The program itself at work in one practice: sweeps and the demo data. `name` says which part of it. */
export interface SystemActor {
  readonly kind: 'system';
  readonly practiceId: string;
  readonly name: string;
}

/** A client, or whoever acts for them, by a link that was issued for one purpose. They have no account. */
export interface ClientActor {
  readonly kind: 'client';
  readonly practiceId: string;
  readonly clientId: string;
  readonly linkId: string;
}

/** Who does something. Every unit of work has one, and every audit entry names one. */
export type Actor = StaffActor | SystemActor | ClientActor;

/** How the history of a record names, beside the kind, who acted: the membership, the client, or the part of the program. */
export function nameOfActor(actor: Actor): string {
  if (actor.kind === 'staff') return actor.membershipId;
  return actor.kind === 'client' ? actor.clientId : actor.name;
}
