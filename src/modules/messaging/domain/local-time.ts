/** A visit's date and times as its recipient reads them. */
export interface ToldTime {
  readonly date: string;
  readonly time: string;
}

interface Visit {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly clinicZone: string;
  /** Null where nobody knows. */
  readonly recipientZone: string | null;
  /** BCP 47. */
  readonly language: string;
}

/**
 * In the clinic's zone, with its name; where the recipient lives by another clock, theirs stands behind it, with its date where
 * that is another one (HARD-CASES 10).
 */
export function toldTime({ startsAt, endsAt, clinicZone, recipientZone, language }: Visit): ToldTime {
  const at = (zone: string, options: Intl.DateTimeFormatOptions, instant = startsAt): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(instant);
  const dateIn = (zone: string): string => at(zone, { dateStyle: 'full' });
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } as const;
  const named = { ...clock, timeZoneName: 'short' } as const;
  const date = dateIn(clinicZone);
  const time = `${at(clinicZone, clock)}–${at(clinicZone, named, endsAt)}`;
  if (recipientZone === null || at(recipientZone, clock) === at(clinicZone, clock)) return { date, time };
  const theirDate = dateIn(recipientZone);
  const theirs = `${theirDate === date ? '' : `${theirDate}, `}${at(recipientZone, named)}`;
  return { date, time: `${time} (${theirs})` };
}
