import { Field, ID, InputType, Int, ObjectType, OmitType, PartialType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsEmail,
  IsEnum,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Allow,
  connectionOf,
  MANAGEMENT,
  Refusal,
  resultUnion,
  STAFF,
  Trimmed,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import { PHONE, PHONE_RULE, Technique } from '../../practices/index.js';
import { Condition } from '../domain/condition.js';
import type { Therapist as TherapistRow } from '../storage/therapist.entity.js';

registerEnumType(Condition, { name: 'Condition', description: 'What a therapist may have experience with.' });

@Allow(STAFF)
@ObjectType({ description: 'Somebody who treats clients.' })
export class Therapist {
  @Field(() => ID)
  id: string;

  @Allow(MANAGEMENT)
  @Field(() => ID, { nullable: true, description: 'What they sign in with; null where they do not.' })
  membershipId: string | null;

  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => [Condition], { description: 'What they have experience with.' })
  conditions: Condition[];

  @Field(() => Int, { description: 'Years of experience with massage of the back.' })
  backMassageYears: number;

  @Field(() => Date, { nullable: true })
  archivedAt: Date | null;

  @Field(() => Int)
  version: number;
}

export function toTherapist(row: TherapistRow): Therapist {
  const { id, membershipId, name, email, phone, conditions, backMassageYears, archivedAt, version } = row;
  const contact = { name, email, phone };
  const known = { id, membershipId, ...contact, conditions, backMassageYears, archivedAt, version };
  return Object.assign(new Therapist(), known);
}

export const TherapistConnection = connectionOf(Therapist, 'Therapist');

@Allow(STAFF)
@ObjectType({ description: 'A technique that a therapist is qualified in.' })
export class TechniqueExperience {
  @Field(() => Technique)
  technique: Technique;

  @Field(() => Int)
  years: number;
}

@InputType()
export class TechniqueExperienceInput {
  @Field(() => Technique)
  @IsEnum(Technique)
  technique: Technique;

  @Field(() => Int, { description: 'Of experience, 0 to 80.' })
  @IsInt()
  @Min(0)
  @Max(80)
  years: number;
}

const techniqueOf = ({ technique }: TechniqueExperienceInput): Technique => technique;

@InputType()
export class AddTherapistInput {
  @Field()
  @Trimmed()
  @Length(1, 120)
  name: string;

  @Field(() => String, { nullable: true })
  @Trimmed()
  @IsOptional()
  @IsEmail()
  email?: string | null;

  @Field(() => String, { nullable: true })
  @Trimmed()
  @IsOptional()
  @Matches(PHONE, { message: PHONE_RULE })
  phone?: string | null;

  @Field(() => [Condition], { defaultValue: [] })
  @IsEnum(Condition, { each: true })
  @ArrayUnique()
  conditions: Condition[];

  @Field(() => Int, { defaultValue: 0, description: 'Years of experience with massage of the back, 0 to 80.' })
  @IsInt()
  @Min(0)
  @Max(80)
  backMassageYears: number;

  @Field(() => ID, { nullable: true, description: 'What they sign in with.' })
  @IsOptional()
  @IsUUID()
  membershipId?: string | null;

  @Field(() => [TechniqueExperienceInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => TechniqueExperienceInput)
  @ArrayUnique(techniqueOf, { message: 'techniques must name each technique once' })
  techniques: TechniqueExperienceInput[];

  @Field(() => [ID], { defaultValue: [], description: 'That they work at.' })
  @IsUUID(undefined, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(100)
  clinicIds: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class EditTherapistInput extends PartialType(OmitType(AddTherapistInput, ['techniques', 'clinicIds']), {
  omitDefaultValues: true,
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
export class SetTherapistTechniquesInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;

  @Field(() => Int, { description: 'The version of the therapist that was read.' })
  @IsInt()
  version: number;

  @Field(() => [TechniqueExperienceInput], { description: 'All of them; those that are missing end.' })
  @ValidateNested({ each: true })
  @Type(() => TechniqueExperienceInput)
  @ArrayUnique(techniqueOf, { message: 'techniques must name each technique once' })
  techniques: TechniqueExperienceInput[];
}

@InputType()
export class SetTherapistClinicsInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;

  @Field(() => Int, { description: 'The version of the therapist that was read.' })
  @IsInt()
  version: number;

  @Field(() => [ID], { description: 'All of them; those that are missing end.' })
  @IsUUID(undefined, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(100)
  clinicIds: string[];
}

@Allow(STAFF)
@ObjectType()
export class TherapistPayload {
  @Field(() => Therapist)
  therapist: Therapist;

  static of(row: TherapistRow): TherapistPayload {
    return Object.assign(new TherapistPayload(), { therapist: toTherapist(row) });
  }
}

@Allow(MANAGEMENT)
@ObjectType({
  implements: () => [Refusal],
  description: 'The member of staff signs in as another therapist, from whom the link has to be taken first.',
})
export class MembershipTaken extends Refusal {
  static of(): MembershipTaken {
    const message = 'This member of staff is linked to another therapist already.';
    return Object.assign(new MembershipTaken(), { message });
  }
}

export const AddTherapistResult = resultUnion('AddTherapistResult', [TherapistPayload, MembershipTaken]);
export const EditTherapistResult = resultUnion('EditTherapistResult', [
  TherapistPayload,
  MembershipTaken,
  VersionConflict,
]);
export const ChangeTherapistResult = resultUnion('ChangeTherapistResult', [TherapistPayload, VersionConflict]);
