import { Field, ID, InputType, Int, ObjectType, OmitType, PartialType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayUnique, IsEnum, IsInt, IsOptional, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Allow, resultUnion, STAFF, Trimmed, VersionConflict } from '../../../platform/graphql/index.js';
import { Consultation } from '../domain/consultation.js';
import { RoomFeature } from '../domain/room-feature.js';
import { Technique } from '../domain/technique.js';
import type { Service as ServiceRow } from '../storage/service.entity.js';
import { PressureRange } from './technique-types.js';

registerEnumType(Consultation, {
  name: 'Consultation',
  description: 'Whether a service has a consultation in it, or is nothing else. A first visit includes one.',
});

@Allow(STAFF)
@ObjectType({ description: 'What can be booked.' })
export class Service {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => Technique)
  technique: Technique;

  @Field(() => PressureRange, { nullable: true, description: 'Null for a consultation.' })
  pressure: PressureRange | null;

  @Field(() => Int)
  durationMinutes: number;

  @Field(() => Int, { description: 'Minutes that therapist and room are blocked before the visit.' })
  bufferBeforeMinutes: number;

  @Field(() => Int, { description: 'Minutes that therapist and room are blocked after the visit.' })
  bufferAfterMinutes: number;

  @Field(() => [RoomFeature], { description: 'A room needs every one of them.' })
  requiredFeatures: RoomFeature[];

  @Field(() => Consultation)
  consultation: Consultation;

  @Field(() => Date, { nullable: true })
  archivedAt: Date | null;

  @Field(() => Int)
  version: number;

  /** What `price` is made of, with the practice's currency. */
  priceMinor: number;
}

export function toService(row: ServiceRow): Service {
  const { id, name, technique, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, requiredFeatures } = row;
  const { consultation, archivedAt, version, priceMinor, pressureMin, pressureMax } = row;
  const pressure = pressureMin === null || pressureMax === null ? null : { min: pressureMin, max: pressureMax };
  const treatment = { technique, pressure, consultation, requiredFeatures };
  const times = { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes };
  return Object.assign(new Service(), { id, name, ...treatment, ...times, priceMinor, archivedAt, version });
}

@InputType()
export class PressureRangeInput {
  @Field(() => Int, { description: '1 to 5.' })
  @IsInt()
  @Min(1)
  @Max(5)
  min: number;

  @Field(() => Int, { description: '1 to 5.' })
  @IsInt()
  @Min(1)
  @Max(5)
  max: number;
}

@InputType()
export class AddServiceInput {
  @Field()
  @Trimmed()
  @Length(1, 80)
  name: string;

  @Field(() => Technique, { description: 'Stays for good: past visits keep what they were.' })
  @IsEnum(Technique)
  technique: Technique;

  @Field(() => PressureRangeInput, { nullable: true, description: "Within the technique's; all of it when left out." })
  @IsOptional()
  @ValidateNested()
  @Type(() => PressureRangeInput)
  pressure?: PressureRangeInput | null;

  @Field(() => Int, { description: 'Minutes, 5 to 480.' })
  @IsInt()
  @Min(5)
  @Max(480)
  durationMinutes: number;

  @Field(() => Int, { description: "In minor units of the practice's currency." })
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  priceMinor: number;

  @Field(() => Int, { defaultValue: 0, description: 'Minutes, 0 to 240.' })
  @IsInt()
  @Min(0)
  @Max(240)
  bufferBeforeMinutes: number;

  @Field(() => Int, { defaultValue: 0, description: 'Minutes, 0 to 240.' })
  @IsInt()
  @Min(0)
  @Max(240)
  bufferAfterMinutes: number;

  @Field(() => [RoomFeature], { nullable: true, description: "The technique's usual ones when left out." })
  @IsOptional()
  @IsEnum(RoomFeature, { each: true })
  @ArrayUnique()
  requiredFeatures?: RoomFeature[] | null;

  @Field(() => Consultation, { nullable: true, description: 'When left out: ONLY for a consultation, else NONE.' })
  @IsOptional()
  @IsEnum(Consultation)
  consultation?: Consultation | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class EditServiceInput extends PartialType(OmitType(AddServiceInput, ['technique']), {
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
export class ServicePayload {
  @Field(() => Service)
  service: Service;

  static of(row: ServiceRow): ServicePayload {
    return Object.assign(new ServicePayload(), { service: toService(row) });
  }
}

export const EditServiceResult = resultUnion('EditServiceResult', [ServicePayload, VersionConflict]);
