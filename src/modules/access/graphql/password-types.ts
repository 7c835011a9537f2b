import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Allow, ANYONE, MANAGEMENT, resultUnion } from '../../../platform/graphql/index.js';
import { PasswordField, TokenField } from './fields.js';
import { OwnersOnly, TokenNotValid, TooManyAttempts, WorksElsewhere, WrongPassword } from './refusals.js';

const POLICY = '12 to 128 characters, without the name in the e-mail address.';

@InputType()
export class ChangePasswordInput {
  @PasswordField()
  currentPassword: string;

  @PasswordField(POLICY)
  newPassword: string;
}

@InputType()
export class ResetPasswordInput {
  @TokenField()
  token: string;

  @PasswordField(POLICY)
  newPassword: string;
}

@Allow(ANYONE)
@ObjectType()
export class PasswordPayload {
  @Field(() => Int, { description: 'How many sessions were ended by it.' })
  endedSessions: number;

  static of(endedSessions: number): PasswordPayload {
    return Object.assign(new PasswordPayload(), { endedSessions });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class IssuePasswordResetPayload {
  @Field({ description: 'Shown this once. Hand it to the member; it serves once.' })
  token: string;

  @Field(() => Date)
  expiresAt: Date;

  static of({ token, expiresAt }: { token: string; expiresAt: Date }): IssuePasswordResetPayload {
    return Object.assign(new IssuePasswordResetPayload(), { token, expiresAt });
  }
}

export const ChangePasswordResult = resultUnion('ChangePasswordResult', [
  PasswordPayload,
  WrongPassword,
  TooManyAttempts,
]);
export const ResetPasswordResult = resultUnion('ResetPasswordResult', [PasswordPayload, TokenNotValid]);
export const IssuePasswordResetResult = resultUnion('IssuePasswordResetResult', [
  IssuePasswordResetPayload,
  OwnersOnly,
  WorksElsewhere,
]);
