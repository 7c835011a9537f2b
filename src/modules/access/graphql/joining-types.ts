import { Field, InputType } from '@nestjs/graphql';
import { Transform } from 'class-transformer';
import { IsISO31661Alpha2, IsISO4217CurrencyCode } from 'class-validator';
import { resultUnion } from '../../../platform/graphql/index.js';
import { EmailField, NameField, PasswordField, TokenField } from './fields.js';
import { RegistrationClosed, TokenNotValid, TooManyAttempts, WrongPassword } from './refusals.js';
import { SecondFactorRequired, SignInPayload } from './session-types.js';

const PASSWORD = 'A new one, 12 to 128 characters; or the present one of the account that the e-mail has already.';

/** The rules of ISO codes take small letters too; they are kept as the standards write them. */
const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));

@InputType()
export class RegisterPracticeInput {
  @NameField()
  name: string;

  @Field({ description: 'ISO 3166-1 alpha-2, such as DE.' })
  @UpperCase()
  @IsISO31661Alpha2()
  country: string;

  @Field({ description: 'ISO 4217, such as EUR.' })
  @UpperCase()
  @IsISO4217CurrencyCode()
  currency: string;

  @NameField()
  ownerName: string;

  @EmailField()
  email: string;

  @PasswordField(PASSWORD)
  password: string;
}

@InputType()
export class AcceptInvitationInput {
  @TokenField()
  token: string;

  @PasswordField(PASSWORD)
  password: string;
}

export const RegisterPracticeResult = resultUnion('RegisterPracticeResult', [
  SignInPayload,
  SecondFactorRequired,
  RegistrationClosed,
  WrongPassword,
  TooManyAttempts,
]);
export const AcceptInvitationResult = resultUnion('AcceptInvitationResult', [
  SignInPayload,
  SecondFactorRequired,
  TokenNotValid,
  WrongPassword,
  TooManyAttempts,
]);
