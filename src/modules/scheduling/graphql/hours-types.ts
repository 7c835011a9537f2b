import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  Allow,
  ANYONE,
  LocalDate,
  LocalTime,
  MANAGEMENT,
  Refusal,
  resultUnion,
  STAFF,
} from '../../../platform/graphql/index.js';
import type { WeeklyHours } from '../domain/local-hours.js';
import type { WorkingDayChange } from '../change-of-hours.js';
import type { ScheduleChange, ScheduleChanged } from '../schedule-change.js';
import type { NotAtClinic } from '../storage/therapists.js';
import type { WorkingDay as WorkingDayRow } from '../storage/working-days.js';
import type { WorkingHours as WorkingHoursRow } from '../storage/working-hours.js';

@Allow(STAFF)
@ObjectType({ description: "When a clinic is open, in the clinic's local time." })
export class OpeningHours {
  @Field(() => Int, { description: 'The day on which the hours start: 1 is Monday, 7 is Sunday.' })
  weekday: number;

  @Field(() => LocalTime)
  starts: string;

  @Field(() => LocalTime, { description: 'Not after `starts`: the next day. 00:00 is the end of the day.' })
  ends: string;

  @Field(() => LocalDate, { nullable: true, description: 'The first date with these hours. Null: since ever.' })
  validFrom: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date with these hours. Null: for good.' })
  validTo: string | null;
}

@Allow(STAFF)
@ObjectType({ description: "When a therapist works at a clinic, in the clinic's local time." })
export class WorkingHours extends OpeningHours {
  @Field(() => ID)
  clinicId: string;
}

@Allow(STAFF)
@ObjectType()
export class DailySpan {
  @Field(() => LocalTime)
  starts: string;

  @Field(() => LocalTime, { description: 'Not after `starts`: the next day. 00:00 is the end of the day.' })
  ends: string;
}

@Allow(STAFF)
@ObjectType({ description: 'A date on which a therapist does not work the weekly hours of a clinic, but these.' })
export class WorkingDay {
  @Field(() => ID)
  therapistId: string;

  @Field(() => ID)
  clinicId: string;

  @Field(() => LocalDate)
  date: string;

  @Field(() => [DailySpan], { description: 'Empty: a day off.' })
  spans: DailySpan[];
}

export function toOpeningHours({ weekday, starts, ends, validFrom, validTo }: WeeklyHours): OpeningHours {
  return Object.assign(new OpeningHours(), { weekday, starts, ends, validFrom, validTo });
}

export function toWorkingHours({ clinicId, ...hours }: WorkingHoursRow): WorkingHours {
  return Object.assign(new WorkingHours(), toOpeningHours(hours), { clinicId });
}

export function toWorkingDay({ therapistId, clinicId, date, spans }: WorkingDayRow): WorkingDay {
  const toSpan = ({ starts, ends }: DailySpan): DailySpan => Object.assign(new DailySpan(), { starts, ends });
  return Object.assign(new WorkingDay(), { therapistId, clinicId, date, spans: spans.map(toSpan) });
}

@Allow(MANAGEMENT)
@ObjectType()
export class OpeningHoursPayload implements ScheduleChanged {
  readonly change: ScheduleChange;

  @Field(() => [OpeningHours], { description: 'All of the clinic, past, present and planned.' })
  openingHours: OpeningHours[];

  static of({ hours, change }: { hours: WeeklyHours[]; change: ScheduleChange }): OpeningHoursPayload {
    return Object.assign(new OpeningHoursPayload(), { openingHours: hours.map(toOpeningHours), change });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class WorkingHoursPayload implements ScheduleChanged {
  readonly change: ScheduleChange;

  @Field(() => [WorkingHours], { description: 'All of the therapist, at all clinics, past, present and planned.' })
  workingHours: WorkingHours[];

  static of({ hours, change }: { hours: WorkingHoursRow[]; change: ScheduleChange }): WorkingHoursPayload {
    return Object.assign(new WorkingHoursPayload(), { workingHours: hours.map(toWorkingHours), change });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class WorkingDayPayload implements ScheduleChanged {
  readonly change: ScheduleChange;

  @Field(() => WorkingDay, { nullable: true, description: 'Null: the weekly hours count again.' })
  workingDay: WorkingDay | null;

  static of({ day, change }: WorkingDayChange): WorkingDayPayload {
    return Object.assign(new WorkingDayPayload(), { workingDay: day && toWorkingDay(day), change });
  }
}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'The therapist does not work at this clinic: add the clinic to the therapist first.',
})
export class TherapistNotAtClinic extends Refusal {
  @Field(() => ID)
  readonly therapistId: string;

  @Field(() => ID)
  readonly clinicId: string;

  static of({ therapistId, clinicId }: NotAtClinic): TherapistNotAtClinic {
    const message = 'This therapist does not work at this clinic. Add the clinic to the therapist first.';
    return Object.assign(new TherapistNotAtClinic(), { message, therapistId, clinicId });
  }
}

export const SetWorkingHoursResult = resultUnion('SetWorkingHoursResult', [WorkingHoursPayload, TherapistNotAtClinic]);
export const SetWorkingDayResult = resultUnion('SetWorkingDayResult', [WorkingDayPayload, TherapistNotAtClinic]);
