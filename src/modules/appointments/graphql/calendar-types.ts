import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { Interval } from '../../../kernel/index.js';
import { Allow, LocalDate, STAFF } from '../../../platform/graphql/index.js';
import { ClinicType, RoomType, toClinic, toRoom } from '../../practices/index.js';
import { ClosureType, toClosure } from '../../scheduling/index.js';
import { ScreeningLabel } from '../../screening/domain/index.js';
import { screeningLabelOf } from '../domain/screening-of-visit.js';
import { visitFlags } from '../domain/visit-flags.js';
import type { Calendar as CalendarRead, CalendarColumn, CalendarDay as DayRead } from '../read-calendar.js';
import type { CalendarVisit as VisitRow } from '../storage/calendar-visits.js';
import { AppointmentStatus } from './appointment-types.js';

export enum VisitFlag {
  FIRST_VISIT = 'first_visit',
  UNCONFIRMED = 'unconfirmed',
  LATE = 'late',
  RULES_OVERRIDDEN = 'rules_overridden',
  NEEDS_PLACE = 'needs_place',
  THERAPIST_DECIDES = 'therapist_decides',
}
registerEnumType(VisitFlag, {
  name: 'VisitFlag',
  description:
    'What the board points out. NEEDS_PLACE: time off or a closure lies over the visit. THERAPIST_DECIDES: its therapist is to look at it before the session.',
});

@Allow(STAFF)
@ObjectType({ description: 'From start to end, the end not included.' })
export class Span {
  @Field()
  startsAt: Date;

  @Field()
  endsAt: Date;

  static of({ start, end }: Interval): Span {
    return Object.assign(new Span(), { startsAt: new Date(start), endsAt: new Date(end) });
  }
}

@Allow(STAFF)
@ObjectType({ description: 'A visit or a live hold on the board. A therapist sees their own.' })
export class CalendarVisit {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;

  @Field(() => AppointmentStatus)
  status: AppointmentStatus;

  @Field()
  startsAt: Date;

  @Field()
  endsAt: Date;

  @Field(() => ID)
  therapistId: string;

  @Field({ description: 'With the buffers of the service.' })
  therapistBlockedFrom: Date;

  @Field()
  therapistBlockedTo: Date;

  @Field(() => ID)
  roomId: string;

  @Field({ description: 'With buffers and turnover.' })
  roomBlockedFrom: Date;

  @Field()
  roomBlockedTo: Date;

  @Field(() => Date, { nullable: true })
  holdExpiresAt: Date | null;

  @Field(() => ID, { nullable: true })
  clientId: string | null;

  @Field(() => String, { nullable: true })
  clientName: string | null;

  @Field(() => ID)
  serviceId: string;

  @Field()
  serviceName: string;

  @Field(() => ScreeningLabel, { nullable: true, description: 'Null while held for nobody in particular.' })
  screeningLabel: ScreeningLabel | null;

  @Field(() => [VisitFlag])
  flags: VisitFlag[];
}

@Allow(STAFF)
@ObjectType({ description: 'One therapist’s column of a day.' })
export class TherapistColumn {
  @Field(() => ID)
  therapistId: string;

  @Field()
  therapistName: string;

  @Field(() => [Span])
  working: Span[];

  @Field(() => [Span], { description: 'Time off.' })
  off: Span[];
}

@Allow(STAFF)
@ObjectType()
export class CalendarDay {
  @Field(() => LocalDate)
  date: string;

  @Field({ description: 'Midnight of the clinic’s clock, or the first instant after it.' })
  startsAt: Date;

  @Field()
  endsAt: Date;

  @Field(() => [Span])
  open: Span[];

  @Field(() => [ClosureType])
  closures: ClosureType[];

  @Field(() => [TherapistColumn], { description: 'By name.' })
  therapists: TherapistColumn[];

  @Field(() => [CalendarVisit], { description: 'By start. Group them by therapistId or by roomId.' })
  visits: CalendarVisit[];
}

@Allow(STAFF)
@ObjectType({ description: 'The board of a clinic: everything a screen of it shows, in one request.' })
export class Calendar {
  @Field(() => ClinicType)
  clinic: ClinicType;

  @Field(() => [RoomType], { description: 'By name.' })
  rooms: RoomType[];

  @Field(() => [CalendarDay])
  days: CalendarDay[];
}

@ArgsType()
export class CalendarArgs {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => LocalDate, { description: 'The first date, in the clinic’s calendar.' })
  from: string;

  @Field(() => Int, { defaultValue: 1, description: '1 to 7.' })
  @IsInt()
  @Min(1)
  @Max(7)
  days: number = 1;
}

export function toCalendar({ clinic, rooms, days, now }: CalendarRead): Calendar {
  return Object.assign(new Calendar(), {
    ...{ clinic: toClinic(clinic), rooms: rooms.map(toRoom) },
    days: days.map((day) => toDay(day, now.getTime())),
  });
}

function toDay({ date, day, open, closures, columns, visits }: DayRead, now: number): CalendarDay {
  const offOf = new Map(columns.map(({ therapist, off }) => [therapist.id, off]));
  const shut = closures.map(({ roomId, startsAt, endsAt }) => ({
    roomId,
    start: startsAt.getTime(),
    end: endsAt.getTime(),
  }));
  const awayFrom = ({ therapistId, roomId }: VisitRow): Interval[] => [
    ...(offOf.get(therapistId) ?? []),
    ...shut.filter((closure) => closure.roomId === null || closure.roomId === roomId),
  ];
  return Object.assign(new CalendarDay(), {
    ...{ date, startsAt: new Date(day.start), endsAt: new Date(day.end) },
    open: open.map((span) => Span.of(span)),
    closures: closures.map(toClosure),
    therapists: columns.map(toColumn),
    visits: visits.map((visit) => toVisit(visit, awayFrom(visit), now)),
  });
}

function toColumn({ therapist, working, off }: CalendarColumn): TherapistColumn {
  return Object.assign(new TherapistColumn(), {
    ...{ therapistId: therapist.id, therapistName: therapist.name },
    ...{ working: working.map((span) => Span.of(span)), off: off.map((span) => Span.of(span)) },
  });
}

function toVisit(row: VisitRow, away: readonly Interval[], now: number): CalendarVisit {
  const { status, startsAt, endsAt, firstVisit, overridden, screeningLevel, therapistDecides, ...known } = row;
  const visit = { start: startsAt.getTime(), end: endsAt.getTime() };
  const flags = visitFlags({ status, visit, firstVisit, overridden, therapistDecides, now, away }) as VisitFlag[];
  return Object.assign(new CalendarVisit(), known, {
    ...{
      status: status as AppointmentStatus,
      startsAt,
      endsAt,
      flags,
      screeningLabel: screeningLabelOf({ clientId: row.clientId, screeningLevel }),
    },
  });
}
