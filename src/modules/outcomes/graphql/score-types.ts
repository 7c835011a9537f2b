import { Field, Float, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsNumber, IsOptional, ValidateNested } from 'class-validator';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { Instrument } from '../domain/instrument.js';
import { Joint, MovedSide, Movement } from '../domain/range-of-motion.js';
import type { Measured, Score as ScoreValue } from '../domain/score.js';

registerEnumType(Instrument, { name: 'Instrument', description: 'What outcomes are measured with.' });
registerEnumType(Joint, { name: 'Joint' });
registerEnumType(Movement, { name: 'Movement' });
registerEnumType(MovedSide, { name: 'MovedSide', description: 'As the person has it, not as one looks at them.' });

@Allow(CLINICAL)
@ObjectType({ description: 'A movement of a joint.' })
export class MeasuredMovement {
  @Field(() => Joint)
  joint: Joint;

  @Field(() => Movement)
  movement: Movement;

  @Field(() => MovedSide, { nullable: true, description: 'Null of a movement in the middle of the body.' })
  side: MovedSide | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'One score.' })
export class Score {
  @Field(() => Instrument)
  instrument: Instrument;

  @Field(() => MeasuredMovement, { nullable: true, description: 'Of range of motion.' })
  movement: MeasuredMovement | null;

  @Field(() => Float, { description: "In the instrument's unit." })
  value: number;
}

@InputType()
export class MeasuredMovementInput {
  @Field(() => Joint)
  @IsEnum(Joint)
  joint: Joint;

  @Field(() => Movement)
  @IsEnum(Movement)
  movement: Movement;

  @Field(() => MovedSide, { nullable: true, description: 'Left out of a movement in the middle of the body.' })
  @IsOptional()
  @IsEnum(MovedSide)
  side?: MovedSide | null;
}

@InputType()
export class ScoreInput {
  @Field(() => Instrument)
  @IsEnum(Instrument)
  instrument: Instrument;

  @Field(() => MeasuredMovementInput, { nullable: true, description: 'Of range of motion, and of nothing else.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasuredMovementInput)
  movement?: MeasuredMovementInput | null;

  @Field(() => Float, { description: "In the instrument's unit, within its range and on its steps." })
  @IsNumber()
  value: number;
}

export const toMovement = (movement: MeasuredMovementInput | null | undefined): Measured['movement'] =>
  movement ? { joint: movement.joint, movement: movement.movement, side: movement.side ?? null } : null;

export const toScoreValue = ({ instrument, movement, value }: ScoreInput): ScoreValue => ({
  ...{ instrument, value },
  movement: toMovement(movement),
});

export const toScore = ({ instrument, movement, value }: ScoreValue): Score =>
  Object.assign(new Score(), { instrument, value, movement: movement && { ...movement } });
