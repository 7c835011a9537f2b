import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEnum, IsOptional, IsUUID } from 'class-validator';
import { Allow, DESK, STAFF } from '../../../platform/graphql/index.js';
import { TimeOffKind } from '../domain/time-off-kind.js';
import { changeByTimeOff } from '../schedule-change.js';
import type { ScheduleChange, ScheduleChanged } from '../schedule-change.js';
import type { TimeOff as TimeOffRow } from '../storage/time-off.entity.js';
import { SpanInput } from './span-input.js';
import { WindowArgs } from './window-args.js';

registerEnumType(TimeOffKind, { name: 'TimeOffKind', description: 'Why a therapist is not there.' });

@Allow(STAFF)
@ObjectType({ description: 'Time in which a therapist is not there, at any clinic. Therapists see their own.' })
export class TimeOff {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  therapistId: string;

  @Field(() => TimeOffKind)
  kind: TimeOffKind;

  @Field(() => Date)
  startsAt: Date;

  @Field(() => Date, { description: 'The first instant at which the therapist is there again.' })
  endsAt: Date;

  @Field(() => Date, { nullable: true })
  cancelledAt: Date | null;
}

export function toTimeOff({ id, therapistId, kind, startsAt, endsAt, cancelledAt }: TimeOffRow): TimeOff {
  return Object.assign(new TimeOff(), { id, therapistId, kind, startsAt, endsAt, cancelledAt });
}

@InputType({ description: 'Either startsAt and endsAt, or firstDay and, for more than one day, lastDay.' })
export class AddTimeOffInput extends SpanInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;

  @Field(() => TimeOffKind)
  @IsEnum(TimeOffKind)
  kind: TimeOffKind;

  @Field(() => ID, {
    nullable: true,
    description:
      "By whose calendar days are meant. Needed only where the therapist's clinics are in several time zones.",
  })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;
}

@ArgsType()
export class TimeOffArgs extends WindowArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;

  @Field(() => ID, { nullable: true, description: 'In place of a therapist: all who work at the clinic.' })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;
}

@Allow(DESK)
@ObjectType()
export class TimeOffPayload implements ScheduleChanged {
  readonly change: ScheduleChange | null;

  @Field(() => TimeOff)
  timeOff: TimeOff;

  static of(row: TimeOffRow): TimeOffPayload {
    return Object.assign(new TimeOffPayload(), { timeOff: toTimeOff(row), change: changeByTimeOff(row) });
  }
}
