import { applyDecorators } from '@nestjs/common';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Length } from 'class-validator';
import { Allow, MANAGEMENT, resultUnion, STAFF } from '../../../platform/graphql/index.js';
import type { Membership } from '../storage/membership.entity.js';
import { PasswordField, TokenField } from './fields.js';
import {
  ChallengeEnded,
  EnrolmentEnded,
  NoSecondFactor,
  OwnersOnly,
  OwnSecondFactor,
  SecondFactorOn,
  TooManyAttempts,
  WorksElsewhere,
  WrongCode,
  WrongPassword,
} from './refusals.js';
import { SignInPayload } from './session-types.js';
import { StaffMember, toStaffMember } from './staff-types.js';

const CODE = 'Six digits of the authenticator app, or one of the recovery codes.';

const CodeField = (description: string): PropertyDecorator => applyDecorators(Field({ description }), Length(1, 50));

@InputType()
export class CompleteSignInInput {
  @TokenField()
  challenge: string;

  @CodeField(CODE)
  code: string;
}

@InputType()
export class RemoveTotpInput {
  @PasswordField()
  password: string;

  @CodeField(CODE)
  code: string;
}

@InputType()
export class BeginTotpEnrolmentInput {
  @PasswordField()
  password: string;
}

@InputType()
export class ConfirmTotpEnrolmentInput {
  @CodeField('Six digits of the authenticator app.')
  code: string;
}

@InputType()
export class RegenerateRecoveryCodesInput {
  @CodeField(CODE)
  code: string;
}

@Allow(STAFF)
@ObjectType()
export class TotpEnrolment {
  @Field({ description: '`otpauth://totp/…`, for a QR code. Shown this once.' })
  uri: string;

  @Field({ description: 'The same secret in base32, to be typed. Shown this once.' })
  secret: string;

  @Field(() => Date, { description: 'Until when `confirmTotpEnrolment` takes it.' })
  expiresAt: Date;

  static of({ uri, secret, expiresAt }: { uri: string; secret: string; expiresAt: Date }): TotpEnrolment {
    return Object.assign(new TotpEnrolment(), { uri, secret, expiresAt });
  }
}

@Allow(STAFF)
@ObjectType({ description: 'Shown this once. Each serves once, in the place of a code of the app.' })
export class RecoveryCodes {
  @Field(() => [String])
  recoveryCodes: readonly string[];

  @Field(() => Int, { description: 'How many of your other sessions were ended.' })
  endedSessions: number;

  static of(recoveryCodes: readonly string[], endedSessions = 0): RecoveryCodes {
    return Object.assign(new RecoveryCodes(), { recoveryCodes, endedSessions });
  }
}

@Allow(STAFF)
@ObjectType()
export class RemoveTotpPayload {
  @Field({ description: 'Always true.' })
  removed: boolean;

  static of(): RemoveTotpPayload {
    return Object.assign(new RemoveTotpPayload(), { removed: true });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class ResetSecondFactorPayload {
  @Field(() => StaffMember)
  member: StaffMember;

  static of(member: Membership): ResetSecondFactorPayload {
    return Object.assign(new ResetSecondFactorPayload(), { member: toStaffMember(member) });
  }
}

export const CompleteSignInResult = resultUnion('CompleteSignInResult', [
  SignInPayload,
  WrongCode,
  ChallengeEnded,
  TooManyAttempts,
]);
export const BeginTotpEnrolmentResult = resultUnion('BeginTotpEnrolmentResult', [
  TotpEnrolment,
  WrongPassword,
  SecondFactorOn,
  TooManyAttempts,
]);
export const ConfirmTotpEnrolmentResult = resultUnion('ConfirmTotpEnrolmentResult', [
  RecoveryCodes,
  WrongCode,
  EnrolmentEnded,
  SecondFactorOn,
  TooManyAttempts,
]);
export const RegenerateRecoveryCodesResult = resultUnion('RegenerateRecoveryCodesResult', [
  RecoveryCodes,
  WrongCode,
  NoSecondFactor,
  TooManyAttempts,
]);
export const RemoveTotpResult = resultUnion('RemoveTotpResult', [
  RemoveTotpPayload,
  WrongPassword,
  WrongCode,
  NoSecondFactor,
  TooManyAttempts,
]);
export const ResetSecondFactorResult = resultUnion('ResetSecondFactorResult', [
  ResetSecondFactorPayload,
  OwnersOnly,
  OwnSecondFactor,
  WorksElsewhere,
  NoSecondFactor,
]);
