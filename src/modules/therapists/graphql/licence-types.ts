import { Field, ID, InputType, Int, ObjectType, OmitType, PartialType, registerEnumType } from '@nestjs/graphql';
import { IsEnum, IsInt, IsISO8601, IsOptional, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import {
  Allow,
  connectionOf,
  LocalDate,
  resultUnion,
  Trimmed,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Audience } from '../../../platform/graphql/index.js';
import { JURISDICTION, JURISDICTION_RULE } from '../../practices/index.js';
import { LicenceKind, LicenceStatus } from '../domain/licence.js';
import type { Licence as LicenceRow } from '../storage/licence.entity.js';

registerEnumType(LicenceKind, {
  name: 'LicenceKind',
  description: 'A licence lets its holder practise; a certification says what they have learnt, and decides nothing.',
});
registerEnumType(LicenceStatus, { name: 'LicenceStatus' });

/** Management sees all, a therapist their own; the front desk sees no more than whether somebody is licensed. */
export const LICENCE_READERS: Audience = ['owner', 'manager', 'therapist'];

@Allow(LICENCE_READERS)
@ObjectType({ description: 'A licence or certification of a therapist.' })
export class Licence {
  @Field(() => ID)
  id: string;

  @Field(() => LicenceKind)
  kind: LicenceKind;

  @Field({ description: 'As the jurisdiction calls it.' })
  type: string;

  @Field()
  number: string;

  @Field({ description: 'Where it counts: an ISO 3166 code such as DE or US-CA.' })
  jurisdiction: string;

  @Field(() => LocalDate, { description: 'The first valid date.' })
  issuedOn: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last valid date; null where it does not end.' })
  expiresOn: string | null;

  @Field(() => LicenceStatus)
  status: LicenceStatus;

  @Field(() => ID, { nullable: true, description: 'The membership of who verified it; null until somebody has.' })
  verifiedById: string | null;

  @Field(() => Date, { nullable: true })
  verifiedAt: Date | null;

  @Field(() => Int)
  version: number;

  /** What `therapist` leads to. */
  therapistId: string;
}

export function toLicence(row: LicenceRow): Licence {
  const { id, therapistId, kind, type, number, jurisdiction, issuedOn, expiresOn, status, version } = row;
  const text = { kind, type, number, jurisdiction, issuedOn, expiresOn };
  const verification = { verifiedById: row.verifiedBy, verifiedAt: row.verifiedAt };
  return Object.assign(new Licence(), { id, therapistId, ...text, status, ...verification, version });
}

export const LicenceConnection = connectionOf(Licence, 'Licence');

@InputType()
export class AddLicenceInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;

  @Field(() => LicenceKind, { defaultValue: LicenceKind.LICENCE })
  @IsEnum(LicenceKind)
  kind: LicenceKind;

  @Field({ description: 'As the jurisdiction calls it.' })
  @Trimmed()
  @Length(1, 80)
  type: string;

  @Field()
  @Trimmed()
  @Length(1, 60)
  number: string;

  @Field({ description: 'An ISO 3166 code of a country, or of a part of one: DE, US-CA.' })
  @Matches(JURISDICTION, { message: JURISDICTION_RULE })
  jurisdiction: string;

  @Field(() => LocalDate, { description: 'The first valid date.' })
  @IsISO8601({ strict: true })
  issuedOn: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last valid date; left out where it does not end.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  expiresOn?: string | null;
}

@InputType({
  description: 'What is left out stays as it is. A licence that says something else must be verified again.',
})
export class EditLicenceInput extends PartialType(OmitType(AddLicenceInput, ['therapistId']), {
  omitDefaultValues: true,
  skipNullProperties: false,
}) {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => LicenceStatus, { nullable: true })
  @ValidateIf((_, value) => value !== undefined)
  @IsEnum(LicenceStatus)
  status?: LicenceStatus;
}

@Allow(LICENCE_READERS)
@ObjectType()
export class LicencePayload {
  @Field(() => Licence)
  licence: Licence;

  static of(row: LicenceRow): LicencePayload {
    return Object.assign(new LicencePayload(), { licence: toLicence(row) });
  }
}

export const EditLicenceResult = resultUnion('EditLicenceResult', [LicencePayload, VersionConflict]);
