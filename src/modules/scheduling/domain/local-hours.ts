/** Working or opening hours that come back every week, in the local time of the clinic. */
export interface WeeklyHours {
  /** ISO: 1 is Monday, 7 is Sunday; the day on which the hours start. */
  readonly weekday: number;
  /** HH:MM, 00:00 to 23:59. */
  readonly starts: string;
  /** HH:MM, 00:00 to 23:59. Not after `starts`: the hours run over midnight into the next day; 00:00-00:00 is the whole day. */
  readonly ends: string;
  /** YYYY-MM-DD, the first date on which such hours start; null: since ever. */
  readonly validFrom: string | null;
  /** YYYY-MM-DD, the last date on which such hours start, inclusive; null: for good. */
  readonly validTo: string | null;
}

/**
 * The hours that start on one date instead of its weekly ones. Several for one date add up; times of null are no work on
 * that date. Hours that ran over midnight from the day before stay: they belong to the day on which they started.
 */
export interface DateException {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly starts: string | null;
  readonly ends: string | null;
}
