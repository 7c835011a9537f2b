import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { PressureRangeType } from '../../practices/index.js';
import { Goal, Season } from '../domain/index.js';
import type { GoalSuggestion as GoalSuggested } from '../domain/index.js';

registerEnumType(Goal, { name: 'PlanGoal', description: 'What a plan is for.' });
registerEnumType(Season, { name: 'PlanSeason', description: 'Of recovery and sport.' });

export const INTERVAL_FORM = 'ISO 8601, such as P7D, P14D, P1M or P2M.';

@Allow(CLINICAL)
@ObjectType({ description: 'Both ends included; no `max` means: or more.' })
export class PlanRange {
  @Field(() => Int)
  min: number;

  @Field(() => Int, { nullable: true })
  max: number | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'Where a plan for a goal may start.' })
export class GoalSuggestion {
  @Field(() => Goal)
  goal: Goal;

  @Field(() => Season, { nullable: true })
  season: Season | null;

  @Field()
  label: string;

  @Field(() => PlanRange, { nullable: true })
  sessionMinutes: PlanRange | null;

  @Field({ description: INTERVAL_FORM })
  interval: string;

  @Field(() => String, { nullable: true, description: 'The longest that is suggested, where there is a range.' })
  longestInterval: string | null;

  @Field(() => PlanRange, { nullable: true, description: 'Sessions before the plan is looked at again.' })
  block: PlanRange | null;

  @Field(() => String, { nullable: true, description: 'What follows the block.' })
  maintenanceInterval: string | null;

  @Field(() => PressureRangeType, { nullable: true })
  pressure: PressureRangeType | null;
}

export const toGoalSuggestion = (suggestion: GoalSuggested): GoalSuggestion =>
  Object.assign(new GoalSuggestion(), structuredClone(suggestion));
