import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow, ANYONE, MANAGEMENT, Refusal, STAFF } from '../../../platform/graphql/index.js';
import type { AccessRefusal } from '../domain/refusals.js';

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'The e-mail, the password or the practice is not right.' })
export class SignInRefused extends Refusal {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'Too many attempts with this e-mail, or from this place.' })
export class TooManyAttempts extends Refusal {
  @Field(() => Date, { description: 'When the next attempt is let through.' })
  readonly retryAt: Date;
}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'Not the password of the account that this e-mail has.' })
export class WrongPassword extends Refusal {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'The session cannot be refreshed: sign in again.' })
export class SessionEnded extends Refusal {}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'The token is unknown, used, revoked or expired: ask for a new one.',
})
export class TokenNotValid extends Refusal {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'This installation does not let anybody register a practice.' })
export class RegistrationClosed extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'Only an owner may make, change or end an owner.' })
export class OwnersOnly extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'A practice always has an owner: make another one first.' })
export class LastOwner extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'Somebody with this e-mail works here already.' })
export class AlreadyMember extends Refusal {
  @Field(() => ID)
  readonly membershipId: string;
}

@Allow(MANAGEMENT)
@ObjectType({
  implements: () => [Refusal],
  description: 'An invitation to this e-mail is open: revoke it to issue another.',
})
export class AlreadyInvited extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'Another member of staff signs in as this therapist.' })
export class TherapistHasLogin extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({
  implements: () => [Refusal],
  description: 'The person works for another practice too, which a reset would open.',
})
export class WorksElsewhere extends Refusal {}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'Not a code of this account at this time, or one that has served.',
})
export class WrongCode extends Refusal {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'The challenge is unknown, used or expired: sign in again.' })
export class ChallengeEnded extends Refusal {}

@Allow(STAFF)
@ObjectType({ implements: () => [Refusal], description: 'You have a second factor: remove it to enrol another.' })
export class SecondFactorOn extends Refusal {}

@Allow(STAFF)
@ObjectType({ implements: () => [Refusal], description: 'There is no second factor.' })
export class NoSecondFactor extends Refusal {}

@Allow(STAFF)
@ObjectType({ implements: () => [Refusal], description: 'No secret waits to be confirmed: begin again.' })
export class EnrolmentEnded extends Refusal {}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'Your own is removed with your password and a code.' })
export class OwnSecondFactor extends Refusal {}

interface Types {
  sign_in_refused: SignInRefused;
  too_many_attempts: TooManyAttempts;
  wrong_password: WrongPassword;
  session_ended: SessionEnded;
  token_not_valid: TokenNotValid;
  registration_closed: RegistrationClosed;
  owners_only: OwnersOnly;
  last_owner: LastOwner;
  already_member: AlreadyMember;
  already_invited: AlreadyInvited;
  therapist_has_login: TherapistHasLogin;
  works_elsewhere: WorksElsewhere;
  wrong_code: WrongCode;
  challenge_ended: ChallengeEnded;
  second_factor_on: SecondFactorOn;
  no_second_factor: NoSecondFactor;
  enrolment_ended: EnrolmentEnded;
  own_second_factor: OwnSecondFactor;
}

const ANSWERS: { [Kind in keyof Types]: readonly [type: new () => Types[Kind], message: string] } = {
  sign_in_refused: [SignInRefused, 'The e-mail or the password is not right.'],
  too_many_attempts: [TooManyAttempts, 'There were too many attempts. Wait a few minutes, then try again.'],
  wrong_password: [WrongPassword, 'This is not the password of the account with this e-mail.'],
  session_ended: [SessionEnded, 'This session has ended. Sign in again.'],
  token_not_valid: [TokenNotValid, 'This token cannot be used any more. Ask whoever gave it to you for a new one.'],
  registration_closed: [RegistrationClosed, 'New practices cannot be registered here.'],
  owners_only: [OwnersOnly, 'Only an owner can do this.'],
  last_owner: [LastOwner, 'This is the only owner of the practice. Make somebody else an owner first.'],
  already_member: [AlreadyMember, 'Somebody with this e-mail works here already.'],
  already_invited: [AlreadyInvited, 'This e-mail has been invited already. Revoke that invitation to issue a new one.'],
  therapist_has_login: [TherapistHasLogin, 'Another member of staff signs in as this therapist already.'],
  works_elsewhere: [WorksElsewhere, 'This person works for another practice too, so you cannot reset their sign-in.'],
  wrong_code: [WrongCode, 'This code is not right, or has been used. Wait for the next one.'],
  challenge_ended: [ChallengeEnded, 'This sign-in took too long, or was finished elsewhere. Sign in again.'],
  second_factor_on: [SecondFactorOn, 'You have a second factor already. Remove it first to set up another one.'],
  no_second_factor: [NoSecondFactor, 'There is no second factor.'],
  enrolment_ended: [EnrolmentEnded, 'This took too long. Begin again.'],
  own_second_factor: [OwnSecondFactor, 'Remove your own second factor with your password and a code.'],
};

/** The GraphQL value of a refusal: its sentence, and what it carries. */
export function toRefusal<R extends AccessRefusal>({ kind, ...carried }: R): Types[R['kind']] {
  const [type, message] = ANSWERS[kind as R['kind']];
  return Object.assign(new type(), carried, { message });
}
