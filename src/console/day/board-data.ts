import { useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import { useClinicChanges } from '../api/changes.js';
import { BoardDocument } from '../api/generated/graphql.js';
import type { BoardQuery, BoardQueryVariables, BoardVisitFragment } from '../api/generated/graphql.js';
import { gapsIn, shownHours, spanOf } from './geometry.js';
import type { Span } from './geometry.js';

export type ColumnsBy = 'therapist' | 'room';
export type Day = BoardQuery['calendar']['days'][number];

/** A time in which nothing can be booked, and why. */
export type Shade = Span & { readonly why: string };

/** A column of the board: a therapist or a room. */
export interface Column {
  readonly id: string;
  readonly name: string;
  readonly shaded: readonly Shade[];
  readonly visits: readonly BoardVisitFragment[];
}

export interface Board {
  readonly zone: string;
  readonly date: string;
  readonly stepMinutes: number;
  readonly day: Span;
  readonly hours: Span;
  readonly columns: readonly Column[];
}

/** The calendar of a clinic from a date on, read again whenever somebody changes something. */
export function useCalendar({ clinicId, from, days }: BoardQueryVariables) {
  const [result, read] = useQuery({
    query: BoardDocument,
    variables: { clinicId, from, days },
    requestPolicy: 'cache-and-network',
  });
  useClinicChanges(
    [clinicId],
    useCallback(() => read({ requestPolicy: 'network-only' }), [read]),
  );
  return result;
}

export function useBoard(calendar: BoardQuery['calendar'] | undefined, by: ColumnsBy): Board | null {
  return useMemo(() => {
    const day = calendar?.days[0];
    return calendar && day ? boardOf(calendar, day, by) : null;
  }, [calendar, by]);
}

function boardOf({ clinic, rooms }: BoardQuery['calendar'], day: Day, by: ColumnsBy): Board {
  const whole = spanOf(day);
  const open = day.open.map(spanOf);
  const hours = shownHours(whole, [
    ...open,
    ...day.therapists.flatMap(({ working }) => working.map(spanOf)),
    ...day.visits.map(spanOf),
  ]);
  const columns = by === 'therapist' ? therapistColumns(day, hours) : roomColumns(rooms, day, hours);
  return { zone: clinic.timeZone, date: day.date, stepMinutes: clinic.slotStepMinutes, day: whole, hours, columns };
}

function therapistColumns(day: Day, hours: Span): Column[] {
  return day.therapists.map((therapist) => ({
    id: therapist.therapistId,
    name: therapist.therapistName,
    shaded: awayTimes(therapist, day, hours),
    visits: day.visits.filter(({ therapistId }) => therapistId === therapist.therapistId),
  }));
}

function roomColumns(rooms: BoardQuery['calendar']['rooms'], day: Day, hours: Span): Column[] {
  return rooms.map(({ id, name }) => ({
    ...{ id, name, shaded: shutTimes(id, day, hours) },
    visits: day.visits.filter(({ roomId }) => roomId === id),
  }));
}

/** When a therapist cannot be booked. */
export function awayTimes({ working, off }: Day['therapists'][number], { closures }: Day, hours: Span): Shade[] {
  return [
    ...gapsIn(hours, working.map(spanOf)).map((gap) => ({ ...gap, why: 'Not at work' })),
    ...off.map((time) => ({ ...spanOf(time), why: 'Time off' })),
    ...closedTimes(closures, null),
  ];
}

/** When a room cannot be booked; with null, when the clinic is shut. */
export function shutTimes(roomId: string | null, { open, closures }: Day, hours: Span): Shade[] {
  return [
    ...gapsIn(hours, open.map(spanOf)).map((gap) => ({ ...gap, why: 'Closed' })),
    ...closedTimes(closures, roomId),
  ];
}

const closedTimes = (closures: Day['closures'], roomId: string | null): Shade[] =>
  closures
    .filter((closure) => closure.roomId === null || closure.roomId === roomId)
    .map((closure) => ({ ...spanOf(closure), why: closure.reason ?? 'Closed' }));
