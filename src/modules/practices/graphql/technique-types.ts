import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, STAFF } from '../../../platform/graphql/index.js';
import { RoomFeature } from '../domain/room-feature.js';
import { Soreness, Technique, TECHNIQUES } from '../domain/technique.js';

registerEnumType(RoomFeature, { name: 'RoomFeature', description: 'What a room can host.' });
registerEnumType(Technique, { name: 'Technique', description: 'What a service consists of.' });
registerEnumType(Soreness, { name: 'Soreness', description: 'How much soreness is to be expected after a session.' });

@Allow(STAFF)
@ObjectType({ description: "Pressure on Walton's scale from 1 (lightest) to 5 (deepest), both ends included." })
export class PressureRange {
  @Field(() => Int)
  min: number;

  @Field(() => Int)
  max: number;
}

@Allow(STAFF)
@ObjectType({ description: 'What a technique is like and needs.' })
export class TechniqueGuide {
  @Field(() => Technique)
  technique: Technique;

  @Field()
  character: string;

  @Field(() => PressureRange, { nullable: true, description: 'Null where nothing is pressed.' })
  pressure: PressureRange | null;

  @Field(() => Soreness)
  soreness: Soreness;

  @Field(() => [[RoomFeature]], { description: 'A room needs one feature out of each group.' })
  roomNeeds: RoomFeature[][];
}

/** One guide for each technique, in DOMAIN's order. */
export const techniqueGuides = (): TechniqueGuide[] =>
  Object.values(Technique).map((technique) => {
    const { character, pressure, soreness, roomNeeds } = TECHNIQUES[technique];
    const known = { technique, character, soreness, pressure: pressure && { ...pressure } };
    return Object.assign(new TechniqueGuide(), known, { roomNeeds: roomNeeds.map((group) => [...group]) });
  });
