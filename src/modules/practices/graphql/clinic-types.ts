import { Field, ID, InputType, Int, ObjectType, OmitType, PartialType } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsOptional, IsTimeZone, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Allow, resultUnion, STAFF, TimeZone, Trimmed, VersionConflict } from '../../../platform/graphql/index.js';
import { EMERGENCY_NUMBER, EMERGENCY_NUMBER_RULE, emergencyNumberAt } from '../domain/emergency-number.js';
import { JURISDICTION, JURISDICTION_RULE } from '../domain/jurisdiction.js';
import { PHONE, PHONE_RULE } from '../domain/phone.js';
import type { Clinic as ClinicRow } from '../storage/clinic.entity.js';
import { DividesDay } from './divides-day.js';

@Allow(STAFF)
@ObjectType({ description: 'One location of the practice.' })
export class Clinic {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => TimeZone, { description: 'What all local times of the clinic are in.' })
  timeZone: string;

  @Field({ description: 'Whose licences count here: an ISO 3166 code such as DE or US-CA.' })
  jurisdiction: string;

  @Field({ description: 'False where therapists need no licence.' })
  licenceRequired: boolean;

  @Field(() => String, { nullable: true })
  address: string | null;

  @Field(() => String, { nullable: true })
  phone: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What clients are told to call in an emergency: its own, or its country’s where that is known here.',
  })
  emergencyNumber: string | null;

  @Field(() => Int, { description: "Visits start at multiples of this many minutes of the clinic's clock." })
  slotStepMinutes: number;

  @Field(() => Int, { description: 'How long before its start a visit can still be booked.' })
  minimumNoticeMinutes: number;

  @Field(() => Int, { description: 'How many days ahead can be booked.' })
  horizonDays: number;

  @Field(() => Int, { description: 'How long a hold lasts.' })
  holdMinutes: number;

  @Field(() => Date, { nullable: true })
  archivedAt: Date | null;

  @Field(() => Int)
  version: number;
}

export function toClinic(row: ClinicRow): Clinic {
  const { id, name, timeZone, jurisdiction, licenceRequired, address, phone, archivedAt, version } = row;
  const { slotStepMinutes, minimumNoticeMinutes, horizonDays, holdMinutes } = row;
  const place = { id, name, timeZone, jurisdiction, licenceRequired, address, phone };
  const emergencyNumber = emergencyNumberAt(row);
  const booking = { slotStepMinutes, minimumNoticeMinutes, horizonDays, holdMinutes };
  return Object.assign(new Clinic(), { ...place, ...booking, emergencyNumber, archivedAt, version });
}

@InputType()
export class AddClinicInput {
  @Field()
  @Trimmed()
  @Length(1, 80)
  name: string;

  @Field(() => TimeZone, { description: 'Stays for good.' })
  @IsTimeZone()
  timeZone: string;

  @Field({ description: 'An ISO 3166 code of a country, or of a part of one: DE, US-CA.' })
  @Matches(JURISDICTION, { message: JURISDICTION_RULE })
  jurisdiction: string;

  @Field({ defaultValue: true })
  @IsBoolean()
  licenceRequired: boolean;

  @Field(() => String, { nullable: true })
  @Trimmed()
  @IsOptional()
  @Length(1, 300)
  address?: string | null;

  @Field(() => String, { nullable: true })
  @Trimmed()
  @IsOptional()
  @Matches(PHONE, { message: PHONE_RULE })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'That calls help there; null: the country’s.' })
  @Trimmed()
  @IsOptional()
  @Matches(EMERGENCY_NUMBER, { message: EMERGENCY_NUMBER_RULE })
  emergencyNumber?: string | null;

  @Field(() => Int, { defaultValue: 15, description: 'Minutes, 5 to 120, that divide a day evenly.' })
  @DividesDay()
  @IsInt()
  @Min(5)
  @Max(120)
  slotStepMinutes: number;

  @Field(() => Int, { defaultValue: 0, description: 'Minutes, 0 to 43200 (30 days).' })
  @IsInt()
  @Min(0)
  @Max(43_200)
  minimumNoticeMinutes: number;

  @Field(() => Int, { defaultValue: 180, description: 'Days, 1 to 730.' })
  @IsInt()
  @Min(1)
  @Max(730)
  horizonDays: number;

  @Field(() => Int, { defaultValue: 10, description: 'Minutes, 1 to 120.' })
  @IsInt()
  @Min(1)
  @Max(120)
  holdMinutes: number;
}

@InputType({ description: 'What is left out stays as it is.' })
export class EditClinicInput extends PartialType(OmitType(AddClinicInput, ['timeZone']), {
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

@Allow(STAFF)
@ObjectType()
export class ClinicPayload {
  @Field(() => Clinic)
  clinic: Clinic;

  static of(row: ClinicRow): ClinicPayload {
    return Object.assign(new ClinicPayload(), { clinic: toClinic(row) });
  }
}

export const EditClinicResult = resultUnion('EditClinicResult', [ClinicPayload, VersionConflict]);
