import type { WeeklyHoursInput } from '../api/generated/graphql.js';

export interface Span {
  /** `09:00` */
  readonly starts: string;
  readonly ends: string;
}

/** Weekday 1 is Monday. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export interface DatedHours extends WeeklyHoursInput {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Weekly hours that hold from one date to another, of one clinic. */
export interface Period<Hours extends DatedHours> {
  readonly from: string | null;
  readonly to: string | null;
  readonly state: 'past' | 'now' | 'planned';
  readonly hours: readonly Hours[];
}

/** By the dates on which they hold, as they stand `today`. */
export function periodsOf<Hours extends DatedHours>(all: readonly Hours[], today: string): Period<Hours>[] {
  const datesOf = ({ validFrom, validTo }: DatedHours): string => `${validFrom ?? ''} ${validTo ?? ''}`;
  return [...new Set(all.map(datesOf))].map((dates) => {
    const hours = all.filter((each) => datesOf(each) === dates);
    const { validFrom: from, validTo: to } = hours[0]!;
    const state = to !== null && to < today ? 'past' : from !== null && from > today ? 'planned' : 'now';
    return { from, to, state, hours };
  });
}

/** `Monday 09:00–13:00, 14:00–18:00; Tuesday …`. */
export const weekWords = (hours: readonly WeeklyHoursInput[]): string =>
  WEEKDAYS.flatMap((day, index) => {
    const spans = hours.filter(({ weekday }) => weekday === index + 1);
    return spans.length > 0 ? [`${day} ${spanWords(spans)}`] : [];
  }).join('; ');

export const spanWords = (spans: readonly Span[]): string =>
  [...spans]
    .sort((one, other) => (one.starts < other.starts ? -1 : 1))
    .map(({ starts, ends }) => `${starts}–${ends}`)
    .join(', ');

/** What is offered after these of the same day: the usual day, or what follows the last of them. */
export const nextSpan = (spans: readonly Span[]): Span =>
  spans.length > 0 ? { starts: spans.at(-1)!.ends, ends: '' } : { starts: '09:00', ends: '17:00' };
