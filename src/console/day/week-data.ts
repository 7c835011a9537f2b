import { useMemo } from 'react';
import type { BoardQuery, BoardVisitFragment } from '../api/generated/graphql.js';
import { handsIn } from '../time/clinic-time.js';
import { awayTimes, shutTimes } from './board-data.js';
import type { Day, Shade } from './board-data.js';
import { CLOCK, clockOf, lanesOf, shownHours, spanOf } from './geometry.js';
import type { Lane, Span } from './geometry.js';

/** Times of a week are ms since midnight by the clinic's clock. */
export interface WeekDay {
  readonly date: string;
  readonly shaded: readonly Shade[];
  readonly visits: readonly (Span & Lane & { readonly visit: BoardVisitFragment })[];
  /** Null on other days than the one on which the instant is. */
  readonly clockAt: (instant: number) => number | null;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Week {
  readonly zone: string;
  readonly hours: Span;
  readonly days: readonly WeekDay[];
  readonly therapists: readonly Person[];
  /** The one whose week it is, if it is not everybody's. */
  readonly therapist: Person | null;
}

/** The days of a calendar side by side; of one therapist with their working hours, of all with the clinic's. */
export function useWeek(calendar: BoardQuery['calendar'] | undefined, therapistId: string | null): Week | null {
  return useMemo(() => (calendar ? weekOf(calendar, therapistId) : null), [calendar, therapistId]);
}

function weekOf({ clinic, days }: BoardQuery['calendar'], therapistId: string | null): Week {
  const zone = clinic.timeZone;
  const columns = days.flatMap(({ therapists }) => therapists);
  const therapists = [...new Map(columns.map((each) => [each.therapistId, each.therapistName]))].map(([id, name]) => {
    return { id, name };
  });
  const chosen = therapists.find(({ id }) => id === therapistId);
  const therapist = chosen ?? (therapists.length === 1 ? therapists[0]! : null);
  const made = days.map((day) => dayOf(day, zone, therapist));
  const hours = shownHours(CLOCK, [...made.flatMap(({ busy }) => busy), ...made.flatMap(({ visits }) => visits)]);
  return { ...{ zone, hours, therapists, therapist }, days: made };
}

function dayOf(day: Day, zone: string, therapist: Person | null): WeekDay & { readonly busy: readonly Span[] } {
  const whole = spanOf(day);
  const clock = clockOf(whole, (at) => handsIn(zone, at));
  const onClock = <T extends Span>(span: T): T => ({ ...span, from: clock(span.from), to: clock(span.to) });
  const own = day.therapists.find(({ therapistId }) => therapistId === therapist?.id);
  const busy = (own?.working ?? day.open).map((span) => onClock(spanOf(span)));
  const shades = own ? awayTimes(own, day, whole) : shutTimes(null, day, whole);
  const items = day.visits
    .filter(({ therapistId }) => !therapist || therapistId === therapist.id)
    .map((visit) => {
      const { from, to } = spanOf(visit);
      const shown = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
      const start = clock(shown.from);
      // As long as it lasts, also where the hands are moved meanwhile.
      return { visit, from: start, to: Math.min(CLOCK.to, start + shown.to - shown.from) };
    });
  const lanes = lanesOf(items);
  return {
    ...{ date: day.date, busy, shaded: shades.map(onClock) },
    visits: items.map((item) => ({ ...item, ...lanes.get(item)! })),
    clockAt: (instant) => (instant >= whole.from && instant < whole.to ? clock(instant) : null),
  };
}
