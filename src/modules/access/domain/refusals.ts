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
  | WorksElsewhere
  | SecondFactorRefusal
  | OwnSecondFactor;

/** What a code may be refused with, beside too many attempts. */
export type SecondFactorRefusal = WrongCode | ChallengeEnded | SecondFactorOn | NoSecondFactor | EnrolmentEnded;

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

/** Not a code of the account at this time, or one that has served. */
export interface WrongCode {
  readonly kind: 'wrong_code';
}

/** Unknown, used or expired, or of a password or a factor that is another one by now: never told apart. */
export interface ChallengeEnded {
  readonly kind: 'challenge_ended';
}

/** The account has a second factor, which has to be removed first. */
export interface SecondFactorOn {
  readonly kind: 'second_factor_on';
}

export interface NoSecondFactor {
  readonly kind: 'no_second_factor';
}

/** No secret waits to be confirmed, or it has waited too long. */
export interface EnrolmentEnded {
  readonly kind: 'enrolment_ended';
}

/** One's own is removed with password and code, and by no other way. */
export interface OwnSecondFactor {
  readonly kind: 'own_second_factor';
}
