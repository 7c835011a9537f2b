import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsUUID, Length } from 'class-validator';
import { Allow, DESK, STAFF } from '../../../platform/graphql/index.js';
import { changeByClosure } from '../schedule-change.js';
import type { ScheduleChange, ScheduleChanged } from '../schedule-change.js';
import type { Closure as ClosureRow } from '../storage/closure.entity.js';
import { SpanInput } from './span-input.js';

@Allow(STAFF)
@ObjectType({ description: 'Time in which a clinic, or one room of it, is closed.' })
export class Closure {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clinicId: string;

  @Field(() => ID, { nullable: true, description: 'Null: the whole clinic.' })
  roomId: string | null;

  @Field(() => Date)
  startsAt: Date;

  @Field(() => Date, { description: 'The first instant at which it is open again.' })
  endsAt: Date;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => Date, { nullable: true })
  cancelledAt: Date | null;
}

export function toClosure({ id, clinicId, roomId, startsAt, endsAt, reason, cancelledAt }: ClosureRow): Closure {
  return Object.assign(new Closure(), { id, clinicId, roomId, startsAt, endsAt, reason, cancelledAt });
}

@InputType({ description: 'Either startsAt and endsAt, or firstDay and, for more than one day, lastDay.' })
export class AddClosureInput extends SpanInput {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => ID, { nullable: true, description: 'Left out: the whole clinic.' })
  @IsOptional()
  @IsUUID()
  roomId?: string | null;

  @Field(() => String, { nullable: true, description: 'For the staff, up to 200 characters.' })
  @IsOptional()
  @Length(1, 200)
  reason?: string | null;
}

@Allow(DESK)
@ObjectType()
export class ClosurePayload implements ScheduleChanged {
  readonly change: ScheduleChange | null;

  @Field(() => Closure)
  closure: Closure;

  static of(row: ClosureRow): ClosurePayload {
    return Object.assign(new ClosurePayload(), { closure: toClosure(row), change: changeByClosure(row) });
  }
}
