import { Injectable } from '@nestjs/common';
import { overlaps } from '../../kernel/index.js';
import type { Interval } from '../../kernel/index.js';
import { findOne } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import type { Room } from '../practices/index.js';
import { roomsByClinic } from '../practices/index.js';
import { dateOfDay, dayOfDate, hoursInWindow, startOfDay } from '../scheduling/domain/index.js';
import { closuresIn, hoursOfClinic, hoursOfTherapists, timeOffIn } from '../scheduling/index.js';
import type { Closure, TimeOff } from '../scheduling/index.js';
import { therapistsAtClinic } from './storage/calendar-therapists.js';
import type { CalendarTherapist } from './storage/calendar-therapists.js';
import { calendarVisits } from './storage/calendar-visits.js';
import type { CalendarVisit } from './storage/calendar-visits.js';

export interface CalendarQuestion {
  readonly clinicId: string;
  /** The first date, YYYY-MM-DD, in the clinic's calendar. */
  readonly from: string;
  readonly days: number;
  /** Only this therapist's column and visits. */
  readonly therapistId: string | null;
}

/** One therapist's column of one day. */
export interface CalendarColumn {
  readonly therapist: CalendarTherapist;
  readonly working: readonly Interval[];
  readonly off: readonly Interval[];
}

export interface CalendarDay {
  readonly date: string;
  /** From midnight to midnight of the clinic's clock: 23, 24 or 25 hours. */
  readonly day: Interval;
  readonly open: readonly Interval[];
  readonly closures: readonly Closure[];
  readonly columns: readonly CalendarColumn[];
  readonly visits: readonly CalendarVisit[];
}

export interface Calendar {
  readonly clinic: Clinic;
  readonly now: Date;
  readonly rooms: readonly Room[];
  readonly days: readonly CalendarDay[];
}

@Injectable()
export class ReadCalendar {
  /** The board of some days, in a constant number of statements. Throws `NotFound` for another practice's clinic. */
  async execute(tx: Tx, question: CalendarQuestion): Promise<Calendar> {
    const { clinicId, therapistId } = question;
    const clinic = await findOne(tx, Clinic, 'clinic', clinicId);
    const dates = datesOf(question, clinic.timeZone);
    const window = { start: dates[0]!.day.start, end: dates.at(-1)!.day.end };
    const [visits, opening, closures, rooms] = await Promise.all([
      calendarVisits(tx, { clinicId, window, therapistId }),
      hoursOfClinic(tx, clinicId),
      closuresIn(tx, clinicId, window),
      roomsByClinic(tx, [clinic.id]),
    ]);
    const withVisits = visits.map((visit) => visit.therapistId);
    const therapists = await therapistsAtClinic(tx, { clinicId, therapistId, withVisits });
    const ids = therapists.map(({ id }) => id);
    const [hours, timeOff] = await Promise.all([hoursOfTherapists(tx, ids, window), timeOffIn(tx, ids, window)]);
    return {
      ...{ clinic, now: tx.now, rooms: rooms.get(clinic.id)! },
      days: dates.map((date) => dayOf(date, clinic, { visits, therapists, opening, closures, hours, timeOff })),
    };
  }
}

interface LocalDay {
  readonly date: string;
  readonly day: Interval;
}

function datesOf({ from, days }: CalendarQuestion, zone: string): LocalDay[] {
  const first = dayOfDate(from);
  return Array.from({ length: days }, (_, n) => ({
    date: dateOfDay(first + n),
    day: { start: startOfDay(zone, first + n), end: startOfDay(zone, first + n + 1) },
  }));
}

interface Parts {
  readonly visits: readonly CalendarVisit[];
  readonly therapists: readonly CalendarTherapist[];
  readonly opening: Awaited<ReturnType<typeof hoursOfClinic>>;
  readonly closures: readonly Closure[];
  readonly hours: Awaited<ReturnType<typeof hoursOfTherapists>>;
  readonly timeOff: readonly TimeOff[];
}

function dayOf({ date, day }: LocalDay, clinic: Clinic, parts: Parts): CalendarDay {
  const { timeZone: zone, id: clinicId } = clinic;
  const inDay = (row: { startsAt: Date; endsAt: Date }): boolean => overlaps(spanOf(row), day);
  const columns = parts.therapists.map((therapist) => {
    const here = (parts.hours.get(therapist.id) ?? []).find((hours) => hours.clinicId === clinicId);
    const working = here ? hoursInWindow({ ...here, zone, window: day }) : [];
    const off = parts.timeOff.filter((row) => row.therapistId === therapist.id && inDay(row)).map(spanOf);
    return { therapist, working, off };
  });
  return {
    ...{ date, day, columns },
    open: hoursInWindow({ weekly: parts.opening, exceptions: [], zone, window: day }),
    closures: parts.closures.filter(inDay),
    visits: parts.visits.filter(inDay),
  };
}

const spanOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Interval => ({
  start: startsAt.getTime(),
  end: endsAt.getTime(),
});
