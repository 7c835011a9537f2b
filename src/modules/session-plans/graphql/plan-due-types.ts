import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { Allow, connectionOf, DESK, LocalDate, PageArgs } from '../../../platform/graphql/index.js';
import { DueState } from '../domain/index.js';
import { INTERVAL_FORM } from './goal-types.js';
import type { PlanDue as PlanDueRow } from '../read-plans-due.js';

export enum PlansDueOrder {
  EARLIEST_FIRST = 'earliest_first',
  LATEST_FIRST = 'latest_first',
}
registerEnumType(PlansDueOrder, { name: 'PlansDueOrder', description: 'By the date on which the client is due.' });

@Allow(DESK)
@ObjectType({ description: 'A client to be asked to come. What the plan is for is not told.' })
export class PlanDue {
  @Field(() => ID)
  planId: string;

  @Field({ description: INTERVAL_FORM })
  interval: string;

  @Field(() => LocalDate)
  dueOn: string;

  @Field(() => DueState)
  state: DueState;

  readonly clientId: string;
  readonly upcomingId: string | null;
}

export const PlanDueConnection = connectionOf(PlanDue, 'PlanDue');

export const toPlanDue = ({ planId, clientId, interval, dueOn, state, upcomingId }: PlanDueRow): PlanDue =>
  Object.assign(new PlanDue(), { planId, clientId, interval, dueOn, state, upcomingId });

/** Whom the desk has to ring: not those who come anyway. */
const TO_RING = [DueState.DUE, DueState.OVERDUE, DueState.LAPSED];

@ArgsType()
export class PlansDueArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;

  @Field(() => [DueState], { defaultValue: TO_RING })
  @ArrayMaxSize(Object.values(DueState).length)
  @IsEnum(DueState, { each: true })
  states: DueState[] = TO_RING;

  @Field(() => PlansDueOrder, { defaultValue: PlansDueOrder.EARLIEST_FIRST })
  @IsEnum(PlansDueOrder)
  order: PlansDueOrder = PlansDueOrder.EARLIEST_FIRST;
}
