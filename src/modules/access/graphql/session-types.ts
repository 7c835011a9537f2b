import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import type { Role, StaffActor } from '../../../kernel/index.js';
import { Allow, ANYONE, resultUnion, STAFF } from '../../../platform/graphql/index.js';
import type { BrowserSession } from '../../../platform/graphql/index.js';
import type { Challenged } from '../admit-member.js';
import type { SignedIn } from '../start-session.js';
import type { KnownMembership } from '../storage/gate.js';
import type { Membership } from '../storage/membership.entity.js';
import type { FactorStatus } from '../storage/second-factors.js';
import type { OwnSession } from '../storage/sessions.js';
import { EmailField, PasswordField, StaffRole } from './fields.js';
import { SessionEnded, SignInRefused, TooManyAttempts } from './refusals.js';

@InputType()
export class SignInInput {
  @EmailField()
  email: string;

  @PasswordField()
  password: string;

  @Field(() => ID, { nullable: true, description: 'Which practice, for those who work for several.' })
  @IsOptional()
  @IsUUID()
  practiceId?: string | null;
}

@Allow(ANYONE)
@ObjectType({ description: 'What the account shows at sign-in beside its password, in all its practices.' })
export class SecondFactorStatus {
  @Field()
  isOn: boolean;

  @Field(() => Int)
  recoveryCodesLeft: number;
}

@Allow(ANYONE)
@ObjectType({ description: 'Whoever is signed in, at work in one practice.' })
export class Me {
  @Field(() => ID)
  userId: string;

  @Field(() => ID)
  practiceId: string;

  @Field(() => ID)
  membershipId: string;

  @Field()
  name: string;

  @Field()
  email: string;

  @Field(() => StaffRole)
  role: Role;

  @Field(() => ID, { nullable: true, description: 'Their therapist record, where they treat clients.' })
  therapistId: string | null;

  @Field(() => SecondFactorStatus)
  secondFactor: SecondFactorStatus;

  static of(actor: StaffActor, { name, email }: Membership, factor: FactorStatus): Me {
    const { userId, practiceId, membershipId, role, therapistId } = actor;
    const secondFactor = Object.assign(new SecondFactorStatus(), factor);
    return Object.assign(new Me(), { userId, practiceId, membershipId, name, email, role, therapistId, secondFactor });
  }
}

@Allow(ANYONE)
@ObjectType()
export class SignInPayload {
  @Field({ description: 'Goes into the header: `authorization: Bearer …`.' })
  accessToken: string;

  @Field(() => Date)
  accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Serves once, for `refreshSession`. Used twice, it ends the session. Null with `x-session: cookie`: the browser has it.',
  })
  refreshToken: string | null;

  @Field(() => Me)
  me: Me;

  static of(signedIn: SignedIn, browser: BrowserSession | null): SignInPayload {
    const { actor, member, factor, accessToken, accessTokenExpiresAt } = signedIn;
    browser?.keep(signedIn.refreshToken);
    const refreshToken = browser ? null : signedIn.refreshToken;
    const me = Me.of(actor, member, factor);
    return Object.assign(new SignInPayload(), { accessToken, accessTokenExpiresAt, refreshToken, me });
  }
}

@Allow(ANYONE)
@ObjectType()
export class PracticeChoice {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => StaffRole)
  role: Role;
}

@Allow(ANYONE)
@ObjectType({ description: 'The password is right; say which practice, by signing in again with its id.' })
export class ChoosePractice {
  @Field(() => [PracticeChoice])
  practices: PracticeChoice[];

  static of(memberships: readonly KnownMembership[]): ChoosePractice {
    const practices = memberships.map(({ practiceId: id, practiceName: name, role }) => ({ id, name, role }));
    return Object.assign(new ChoosePractice(), { practices });
  }
}

@Allow(ANYONE)
@ObjectType({ description: 'The password is right; go on with `completeSignIn`.' })
export class SecondFactorRequired {
  @Field({ description: 'For `completeSignIn`. Serves once.' })
  challenge: string;

  @Field(() => Date)
  expiresAt: Date;

  static of({ challenge, expiresAt }: Challenged): SecondFactorRequired {
    return Object.assign(new SecondFactorRequired(), { challenge, expiresAt });
  }
}

/** What follows a right password. */
export const toAdmission = (
  value: SignedIn | Challenged,
  browser: BrowserSession | null,
): SignInPayload | SecondFactorRequired =>
  'challenge' in value ? SecondFactorRequired.of(value) : SignInPayload.of(value, browser);

@Allow(STAFF)
@ObjectType({ description: 'One sign-in of yours that has not ended.' })
export class Session {
  @Field(() => ID)
  id: string;

  @Field()
  practiceName: string;

  @Field(() => String, { nullable: true, description: 'The browser or program, as it names itself.' })
  device: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address, or IPv6 network, that it was last refreshed from.',
  })
  network: string | null;

  @Field({ description: 'Kept in the cookie of a browser, and not by a program.' })
  inBrowser: boolean;

  @Field(() => Date)
  createdAt: Date;

  @Field(() => Date)
  lastUsedAt: Date;

  @Field(() => Date, { description: 'When it ends unless it is refreshed before.' })
  expiresAt: Date;

  @Field({ description: 'The one that asks.' })
  current: boolean;
}

export function toSession(session: OwnSession, { sessionId }: StaffActor): Session {
  const { keptIn, ...shown } = session;
  const current = session.id === sessionId;
  return Object.assign(new Session(), { ...shown, inBrowser: keptIn === 'cookie', current });
}

@Allow(STAFF)
@ObjectType()
export class EndSessionsPayload {
  @Field(() => Int, { description: 'How many sessions were ended.' })
  ended: number;

  static of(ended: number): EndSessionsPayload {
    return Object.assign(new EndSessionsPayload(), { ended });
  }
}

export const SignInResult = resultUnion('SignInResult', [
  SignInPayload,
  SecondFactorRequired,
  ChoosePractice,
  SignInRefused,
  TooManyAttempts,
]);
export const RefreshSessionResult = resultUnion('RefreshSessionResult', [SignInPayload, SessionEnded]);
