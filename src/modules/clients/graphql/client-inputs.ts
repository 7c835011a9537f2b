import { applyDecorators } from '@nestjs/common';
import { ArgsType, Field, ID, InputType, Int, OmitType, PartialType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsEmail,
  IsEnum,
  IsInt,
  IsOptional,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { LocalDate, PageArgs, TimeZone, Trimmed } from '../../../platform/graphql/index.js';
import { Channel, MessagePurpose } from '../domain/consent.js';
import { OtherCareKind } from '../domain/other-care-kind.js';

/** A required text: trimmed, not empty, of one line unless it is an address, and without control characters. */
const Text = (longest: number): PropertyDecorator =>
  applyDecorators(
    Trimmed(),
    Length(1, longest),
    Matches(/^[^\p{Cc}]*$/u, { message: '$property must not have control characters' }),
  );
const OptionalText = (longest: number): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true }),
    IsOptional(),
    Text(longest),
  );
const OptionalEmail = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { nullable: true }),
    Trimmed(),
    IsOptional(),
    IsEmail(),
  );
const OptionalPhone = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, {
      nullable: true,
      description: "In any formatting; without a country code, in the practice's country.",
    }),
    IsOptional(),
    Text(40),
  );

@InputType()
export class ClientPreferencesInput {
  @Field(() => Int, { nullable: true, description: '1 (light) to 5 (deep).' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  pressure?: number | null;

  @OptionalText(200)
  music?: string | null;

  @OptionalText(200)
  aroma?: string | null;

  @OptionalText(200)
  draping?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;
}

@InputType()
export class EmergencyContactInput {
  @Field()
  @Text(160)
  name: string;

  @Field({ description: "In any formatting; without a country code, in the practice's country." })
  @Text(40)
  phone: string;

  @OptionalText(80)
  relationship?: string | null;
}

@InputType()
export class GuardianInput {
  @Field()
  @Text(160)
  name: string;

  @OptionalPhone()
  phone?: string | null;

  @OptionalEmail()
  email?: string | null;

  @OptionalText(80)
  relationship?: string | null;
}

@InputType()
export class OtherCareInput {
  @Field(() => OtherCareKind)
  @IsEnum(OtherCareKind)
  kind: OtherCareKind;

  @OptionalText(160)
  providerName?: string | null;

  @OptionalPhone()
  providerPhone?: string | null;
}

@InputType()
export class CreateClientInput {
  @Field()
  @Text(80)
  givenName: string;

  @Field()
  @Text(80)
  familyName: string;

  @Field(() => LocalDate, { nullable: true })
  @IsOptional()
  birthDate?: string | null;

  @OptionalEmail()
  email?: string | null;

  @OptionalPhone()
  phone?: string | null;

  @Field(() => String, { nullable: true })
  @Trimmed()
  @IsOptional()
  @Length(1, 300)
  @Matches(/^[^\p{Cc}]*(\r?\n[^\p{Cc}]*)*$/u, { message: 'address must not have control characters' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'In which to write to them: two letters (ISO 639-1).' })
  @IsOptional()
  @Matches(/^[a-z]{2}$/, { message: 'language must be two letters, as de' })
  language?: string | null;

  @Field(() => TimeZone, { nullable: true, description: 'Where they live, if not by the clinic’s clock.' })
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;

  @Field(() => ClientPreferencesInput, { nullable: true, description: 'Replaces all preferences.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClientPreferencesInput)
  preferences?: ClientPreferencesInput | null;

  @Field(() => EmergencyContactInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => EmergencyContactInput)
  emergencyContact?: EmergencyContactInput | null;

  @Field(() => GuardianInput, { nullable: true, description: 'Required for a client under 18.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => GuardianInput)
  guardian?: GuardianInput | null;

  @Field(() => [OtherCareInput], { nullable: true, description: 'One of each kind. Replaces all that was known.' })
  @IsOptional()
  @ArrayMaxSize(3)
  @ArrayUnique(({ kind }: OtherCareInput) => kind)
  @ValidateNested({ each: true })
  @Type(() => OtherCareInput)
  otherCare?: OtherCareInput[] | null;

  @Field({ defaultValue: false, description: 'True once a person has looked at the likely duplicates.' })
  @IsBoolean()
  createAnyway: boolean;
}

@InputType({ description: 'What is left out stays as it is; null clears it.' })
export class EditClientInput extends PartialType(OmitType(CreateClientInput, ['createAnyway']), {
  skipNullProperties: false,
}) {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;
}

@InputType()
export class SetConsentInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => Channel)
  @IsEnum(Channel)
  channel: Channel;

  @Field(() => MessagePurpose)
  @IsEnum(MessagePurpose)
  purpose: MessagePurpose;

  @Field()
  @IsBoolean()
  granted: boolean;
}

@InputType()
export class MergeClientsInput {
  @Field(() => ID, { description: 'The record that rests from now on.' })
  @IsUUID()
  sourceId: string;

  @Field(() => ID, { description: 'The client that stands for both.' })
  @IsUUID()
  targetId: string;
}

@ArgsType()
export class SearchClientsArgs extends PageArgs {
  @Field({
    description: 'Letters of a name, a phone number or its last digits, or the beginning of an e-mail address.',
  })
  @Text(254)
  query: string;

  @Field({ defaultValue: false })
  @IsBoolean()
  includeArchived: boolean = false;

  @Field({ defaultValue: false, description: 'Also records for which another client stands.' })
  @IsBoolean()
  includeMerged: boolean = false;
}
