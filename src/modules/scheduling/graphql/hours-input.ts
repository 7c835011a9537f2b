import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { LocalDate, LocalTime } from '../../../platform/graphql/index.js';
import { CalendarDate } from './calendar-limits.js';

/** More spans than anybody has in a day. */
const MOST_SPANS = 10;

@InputType()
export class DailySpanInput {
  @Field(() => LocalTime)
  @IsString()
  starts: string;

  @Field(() => LocalTime, { description: 'Not after `starts`: the next day. 00:00 is the end of the day.' })
  @IsString()
  ends: string;
}

@InputType()
export class WeeklyHoursInput extends DailySpanInput {
  @Field(() => Int, { description: 'The day on which the hours start: 1 is Monday, 7 is Sunday.' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;
}

@InputType({
  description:
    'The hours of all dates from effectiveFrom to effectiveTo. Other dates keep theirs: earlier ones as history.',
})
export class SetOpeningHoursInput {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: "The first date with these hours. Left out: the clinic's today.",
  })
  @IsOptional()
  @CalendarDate()
  effectiveFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date with these hours. Left out: for good.' })
  @IsOptional()
  @CalendarDate()
  effectiveTo?: string | null;

  @Field(() => [WeeklyHoursInput], { description: 'In local time. A weekday without hours is a day without.' })
  @ValidateNested({ each: true })
  @Type(() => WeeklyHoursInput)
  @ArrayMaxSize(7 * MOST_SPANS)
  hours: WeeklyHoursInput[];
}

@InputType()
export class SetWorkingHoursInput extends SetOpeningHoursInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;
}

@InputType()
export class ClearWorkingDayInput {
  @Field(() => ID)
  @IsUUID()
  therapistId: string;

  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => LocalDate)
  @CalendarDate()
  date: string;
}

@InputType({ description: 'What a therapist works on one date, in place of the weekly hours.' })
export class SetWorkingDayInput extends ClearWorkingDayInput {
  @Field(() => [DailySpanInput], { description: 'Empty: a day off.' })
  @ValidateNested({ each: true })
  @Type(() => DailySpanInput)
  @ArrayMaxSize(MOST_SPANS)
  spans: DailySpanInput[];
}
