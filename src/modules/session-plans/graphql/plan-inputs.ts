import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { InvalidInput } from '../../../kernel/index.js';
import { LocalDate } from '../../../platform/graphql/index.js';
import { Goal, INTERVAL_RULE, LONGEST_REMARKS, parseInterval, Season, SuggestionKind } from '../domain/index.js';
import type { PlanTerms } from '../domain/index.js';

@InputType({ description: 'Both ends included.' })
export class PlanRangeInput {
  @Field(() => Int)
  @IsInt()
  min: number;

  @Field(() => Int)
  @IsInt()
  max: number;
}

const given = (_: object, value: unknown): boolean => value !== undefined && value !== null;
/** May be left out, and not be null: a plan always has one. */
const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** What of a plan is to differ: from the goal's suggestion, or from how it stands. What is left out stays. */
@InputType()
export class PlanTermsInput {
  @Field(() => String, { nullable: true, description: 'ISO 8601 from P1D to P12M, such as P7D, P14D, P1M or P2M.' })
  @MayBeLeftOut()
  @IsString()
  @MaxLength(20)
  interval?: string;

  @Field(() => String, { nullable: true, description: 'What follows the block.' })
  @ValidateIf(given)
  @IsString()
  @MaxLength(20)
  maintenanceInterval?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many sessions before it is looked at again.' })
  @IsOptional()
  @IsInt()
  blockSessions?: number | null;

  @Field(() => LocalDate, { nullable: true })
  @IsOptional()
  reviewOn?: string | null;

  @Field(() => PlanRangeInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => PlanRangeInput)
  sessionMinutes?: PlanRangeInput | null;

  @Field(() => PlanRangeInput, { nullable: true, description: "On Walton's scale from 1 to 5." })
  @IsOptional()
  @ValidateNested()
  @Type(() => PlanRangeInput)
  pressure?: PlanRangeInput | null;

  @Field(() => String, { nullable: true, description: `At most ${LONGEST_REMARKS} characters.` })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_REMARKS)
  remarks?: string | null;
}

@InputType()
export class ProposePlanInput extends PlanTermsInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID, { description: 'Where the client comes: its calendar tells the dates.' })
  @IsUUID()
  clinicId: string;

  @Field(() => Goal)
  @IsEnum(Goal)
  goal: Goal;

  @Field(() => Season, { nullable: true, description: 'Of recovery and sport.' })
  @IsOptional()
  @IsEnum(Season)
  season?: Season | null;

  @Field(() => LocalDate, { nullable: true, description: 'Today, unless told.' })
  @IsOptional()
  startsOn?: string | null;
}

@InputType()
export class ChangePlanInput extends PlanTermsInput {
  @Field(() => ID)
  @IsUUID()
  planId: string;

  @Field(() => Int)
  @IsInt()
  @Min(1)
  version: number;

  @Field(() => Goal, { nullable: true })
  @MayBeLeftOut()
  @IsEnum(Goal)
  goal?: Goal;

  @Field(() => Season, { nullable: true })
  @IsOptional()
  @IsEnum(Season)
  season?: Season | null;

  @Field(() => LocalDate, { nullable: true, description: 'Until it has been accepted.' })
  @MayBeLeftOut()
  @IsString()
  startsOn?: string;
}

@InputType()
export class PlanStepInput {
  @Field(() => ID)
  @IsUUID()
  planId: string;

  @Field(() => Int)
  @IsInt()
  @Min(1)
  version: number;
}

@InputType()
export class AcceptPlanSuggestionInput extends PlanStepInput {
  @Field(() => SuggestionKind)
  @IsEnum(SuggestionKind)
  kind: SuggestionKind;
}

type Changes = Partial<Omit<PlanTerms, 'goal' | 'season' | 'blockFrom'>>;

/** What was given, and nothing else. Intervals in the form in which they are kept; throws `InvalidInput` for what is none. */
export function toChanges(input: PlanTermsInput): Changes {
  const { interval, maintenanceInterval, blockSessions, reviewOn, sessionMinutes, pressure, remarks } = input;
  const changes = {
    interval: interval === undefined ? undefined : toInterval('interval', interval),
    maintenanceInterval: maintenanceInterval
      ? toInterval('maintenanceInterval', maintenanceInterval)
      : maintenanceInterval,
    ...{ blockSessions, reviewOn, remarks },
    sessionMinutes: sessionMinutes && { min: sessionMinutes.min, max: sessionMinutes.max },
    pressure: pressure && { min: pressure.min, max: pressure.max },
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function toInterval(field: string, text: string): string {
  const interval = parseInterval(text);
  if (!interval) throw InvalidInput.of(field, 'plan', `${field} ${INTERVAL_RULE}`);
  return interval;
}
