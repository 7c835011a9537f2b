/** What the use cases of this module can foresee to refuse. */
export type AccessRefusal =
  | SignInRefused
  | TooManyAttempts
  | WrongPassword
  | SessionEnded
  | TokenNotValid
  | RegistrationClosed
  | OwnersOnly
  | LastOwner
  | AlreadyMember
  | AlreadyInvited
  | TherapistHasLogin
  | WorksElsewhere;

/** Forged, expired, used, revoked, or for something or somebody else: never told apart. */
export interface DeadLink {
  readonly kind: 'dead_link';
}

/** Unknown e-mail, wrong password, no membership: never told apart. */
export interface SignInRefused {
  readonly kind: 'sign_in_refused';
}

/** Too many attempts on this login name, whether it exists or not, or from this network. */
export interface TooManyAttempts {
  readonly kind: 'too_many_attempts';
  readonly retryAt: Date;
}

/** Not the password of the account that the person has. */
export interface WrongPassword {
  readonly kind: 'wrong_password';
}

/** The refresh token is unknown, spent or expired, or its session has been ended. */
export interface SessionEnded {
  readonly kind: 'session_ended';
}

/** An invitation or a password reset that is unknown, used, revoked or expired. */
export interface TokenNotValid {
  readonly kind: 'token_not_valid';
}

export interface RegistrationClosed {
  readonly kind: 'registration_closed';
}

/** Only an owner may do this to an owner, or make one. */
export interface OwnersOnly {
  readonly kind: 'owners_only';
}

/** A practice always has an owner. */
export interface LastOwner {
  readonly kind: 'last_owner';
}

export interface AlreadyMember {
  readonly kind: 'already_member';
  readonly membershipId: string;
}

export interface AlreadyInvited {
  readonly kind: 'already_invited';
}

/** The therapist is linked to a member of staff already. */
export interface TherapistHasLogin {
  readonly kind: 'therapist_has_login';
}

/** The person works for another practice too: a reset here would open that one as well. */
export interface WorksElsewhere {
  readonly kind: 'works_elsewhere';
}
