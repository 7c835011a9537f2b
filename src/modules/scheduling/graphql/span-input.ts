import { Field, InputType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { LocalDate } from '../../../platform/graphql/index.js';
import type { SpanGiven } from '../domain/span-of-time.js';
import { CalendarDate, CalendarInstant } from './calendar-limits.js';

/** A span of time as the front desk has it at hand: two instants, or whole days. */
@InputType({ isAbstract: true })
export abstract class SpanInput implements SpanGiven {
  @Field(() => Date, { nullable: true, description: 'With endsAt, in place of days.' })
  @IsOptional()
  @CalendarInstant()
  startsAt?: Date | null;

  @Field(() => Date, { nullable: true })
  @IsOptional()
  @CalendarInstant()
  endsAt?: Date | null;

  @Field(() => LocalDate, { nullable: true, description: "Whole days by the clinic's calendar, in place of instants." })
  @IsOptional()
  @CalendarDate()
  firstDay?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Inclusive. Left out: the first day alone.' })
  @IsOptional()
  @CalendarDate()
  lastDay?: string | null;
}
