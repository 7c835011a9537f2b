import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsDate, IsEnum, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { PageArgs } from '../../../platform/graphql/index.js';
import { Instrument } from '../domain/instrument.js';
import { Moment } from '../domain/measurement.js';
import { MOST_SCORES } from '../domain/score.js';
import { MeasuredMovementInput, ScoreInput } from './score-types.js';

@ArgsType()
export class OutcomesArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => Instrument)
  @IsEnum(Instrument)
  instrument: Instrument;

  @Field(() => Date, { nullable: true, description: 'Taken at or after.' })
  @IsOptional()
  @IsDate()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Taken before.' })
  @IsOptional()
  @IsDate()
  to?: Date | null;
}

@ArgsType()
export class OutcomeChartArgs extends OutcomesArgs {
  @Field(() => MeasuredMovementInput, { nullable: true, description: 'Of range of motion, which one.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MeasuredMovementInput)
  movement?: MeasuredMovementInput | null;
}

@ArgsType()
export class MeasurementsArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;
}

@InputType()
export class RecordOutcomesInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID, { nullable: true, description: 'The visit before or after which they were taken.' })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;

  @Field(() => Moment)
  @IsEnum(Moment)
  moment: Moment;

  @Field(() => Date, { nullable: true, description: 'Now, unless told.' })
  @IsOptional()
  @IsDate()
  takenAt?: Date | null;

  @Field(() => [ScoreInput])
  @ArrayMaxSize(MOST_SCORES)
  @ValidateNested({ each: true })
  @Type(() => ScoreInput)
  scores: ScoreInput[];
}

@InputType()
export class CorrectOutcomesInput {
  @Field(() => ID)
  @IsUUID()
  measurementId: string;

  @Field(() => [ScoreInput], { description: 'All scores as they should be. None takes all of them back.' })
  @ArrayMaxSize(MOST_SCORES)
  @ValidateNested({ each: true })
  @Type(() => ScoreInput)
  scores: ScoreInput[];
}
