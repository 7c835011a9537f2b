import { ArgsType, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { Allow, connectionOf, DESK, LocalDate, PageArgs } from '../../../platform/graphql/index.js';
import { DueState } from '../../session-plans/domain/index.js';
import { NoReminderReason } from '../domain/index.js';
import type { ListedPlan } from '../read-recall-list.js';

export enum RecallListOrder {
  EARLIEST_FIRST = 'earliest_first',
  LATEST_FIRST = 'latest_first',
}
registerEnumType(RecallListOrder, { name: 'RecallListOrder', description: 'By the date on which the client is due.' });

registerEnumType(NoReminderReason, {
  name: 'NoReminderReason',
  description: 'Why no reminder goes to a client who is due.',
  valuesMap: {
    VISIT_BOOKED: { description: 'A visit is booked.' },
    VISIT_OPEN: { description: 'A visit of the last day was neither completed nor marked as missed.' },
    OPEN_TASK: { description: 'Somebody is to speak to the client first: see the tasks.' },
    OTHER_PLAN: { description: 'A later plan of the same person counts: end one of them.' },
    NOT_NOW: { description: 'Not now, by screening.' },
    OPTED_OUT: { description: 'The client does not want reminders.' },
    NEVER_ASKED: { description: 'Nobody has asked whether the client wants reminders.' },
    NO_ADDRESS: { description: 'There is no address for the channel that the client agreed to.' },
    LONG_OVERDUE: { description: 'The client was overdue for long already when the plan was entered.' },
  },
});

export enum ReminderStep {
  FIRST = 'first',
  NUDGE = 'nudge',
}
registerEnumType(ReminderStep, { name: 'RecallReminderStep', description: 'Of one due date there is one of each.' });

@Allow(DESK)
@ObjectType({ description: 'A reminder that was planned. What became of it stands in the ledger of messages.' })
export class RecallReminder {
  @Field(() => ReminderStep)
  step: ReminderStep;

  @Field(() => LocalDate)
  goesOn: string;

  @Field({ description: 'It was not sent, since something stood against it by then.' })
  withdrawn: boolean;
}

@Allow(DESK)
@ObjectType({ description: 'A client to be asked to come. What the plan is for is not told.' })
export class RecallEntry {
  @Field(() => ID)
  planId: string;

  @Field({ description: 'ISO 8601, such as P7D, P14D, P1M or P2M.' })
  interval: string;

  @Field(() => LocalDate)
  dueOn: string;

  @Field(() => DueState)
  state: DueState;

  @Field(() => NoReminderReason, { nullable: true, description: 'Why the client is not written to at this moment.' })
  noReminder: NoReminderReason | null;

  @Field(() => [RecallReminder], { description: 'Of this due date, the first one first.' })
  reminders: RecallReminder[];

  readonly clientId: string;
  readonly upcomingId: string | null;
}

export const RecallEntryConnection = connectionOf(RecallEntry, 'RecallEntry');

export function toRecallEntry(row: ListedPlan): RecallEntry {
  const { planId, clientId, interval, dueOn, state, upcomingId, reason, reminders } = row;
  return Object.assign(new RecallEntry(), {
    ...{ planId, clientId, interval, dueOn, state, upcomingId, noReminder: reason },
    reminders: reminders.map(({ step, goesOn, withdrawn }) =>
      Object.assign(new RecallReminder(), { step, goesOn, withdrawn }),
    ),
  });
}

/** Whom the desk has to ring: not those who come anyway. */
const TO_RING = [DueState.DUE, DueState.OVERDUE, DueState.LAPSED];

@ArgsType()
export class RecallListArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Also their plans under records that were merged with this one.' })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  @Field(() => [DueState], { defaultValue: TO_RING })
  @ArrayMaxSize(Object.values(DueState).length)
  @IsEnum(DueState, { each: true })
  states: DueState[] = TO_RING;

  @Field(() => [NoReminderReason], {
    nullable: true,
    description: 'Only those who are not written to for one of these reasons. Left out: all.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(Object.values(NoReminderReason).length)
  @IsEnum(NoReminderReason, { each: true })
  reasons?: NoReminderReason[] | null;

  @Field(() => RecallListOrder, { defaultValue: RecallListOrder.EARLIEST_FIRST })
  @IsEnum(RecallListOrder)
  order: RecallListOrder = RecallListOrder.EARLIEST_FIRST;
}
