import { Field, ID, InputType, Int, ObjectType, OmitType, PartialType } from '@nestjs/graphql';
import { ArrayUnique, IsEnum, IsInt, IsOptional, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Allow, resultUnion, STAFF, Trimmed, VersionConflict } from '../../../platform/graphql/index.js';
import { RoomFeature } from '../domain/room-feature.js';
import type { Room as RoomRow } from '../storage/room.entity.js';

@Allow(STAFF)
@ObjectType({ description: 'A treatment room of a clinic.' })
export class Room {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clinicId: string;

  @Field()
  name: string;

  @Field(() => [RoomFeature])
  features: RoomFeature[];

  @Field(() => Int, { description: 'Minutes of cleaning between two visits.' })
  turnoverMinutes: number;

  @Field(() => String, { nullable: true })
  music: string | null;

  @Field(() => String, { nullable: true })
  aroma: string | null;

  @Field(() => String, { nullable: true })
  warmth: string | null;

  @Field(() => Date, { nullable: true })
  archivedAt: Date | null;

  @Field(() => Int)
  version: number;
}

export function toRoom(row: RoomRow): Room {
  const { id, clinicId, name, features, turnoverMinutes, music, aroma, warmth, archivedAt, version } = row;
  const ambience = { music, aroma, warmth };
  return Object.assign(new Room(), { id, clinicId, name, features, turnoverMinutes, ...ambience, archivedAt, version });
}

@InputType()
export class AddRoomInput {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field()
  @Trimmed()
  @Length(1, 80)
  name: string;

  @Field(() => [RoomFeature], { defaultValue: [RoomFeature.TABLE] })
  @IsEnum(RoomFeature, { each: true })
  @ArrayUnique()
  features: RoomFeature[];

  @Field(() => Int, { defaultValue: 10, description: 'Minutes, 0 to 240.' })
  @IsInt()
  @Min(0)
  @Max(240)
  turnoverMinutes: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  music: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  aroma: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  warmth: string | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class EditRoomInput extends PartialType(OmitType(AddRoomInput, ['clinicId']), {
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
export class RoomPayload {
  @Field(() => Room)
  room: Room;

  static of(row: RoomRow): RoomPayload {
    return Object.assign(new RoomPayload(), { room: toRoom(row) });
  }
}

export const EditRoomResult = resultUnion('EditRoomResult', [RoomPayload, VersionConflict]);
