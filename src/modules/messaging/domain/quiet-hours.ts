import { Temporal } from 'temporal-polyfill';

/** Local times of day, HH:MM; the evening's is before midnight and the morning's after it. */
interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** DOMAIN.md, Messages. */
const QUIET_HOURS: QuietHours = { from: '21:00', to: '08:00' };

/**
 * The first instant from `at` on (epoch ms) at which a message may reach somebody in this zone: `at` itself in the day, or
 * the end of the quiet hours that it falls into. Where the clock skips that time the message goes out just after the gap; where
 * it shows it twice, at the first.
 * @throws RangeError for a zone that is not an IANA name.
 */
export function civilTime(zone: string, at: number, { from, to }: QuietHours = QUIET_HOURS): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const [evening, morning] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const time = local.toPlainTime();
  const isLate = Temporal.PlainTime.compare(time, evening) >= 0;
  if (!isLate && Temporal.PlainTime.compare(time, morning) >= 0) return at;
  const day = isLate ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  // A clock that is put back in the night may show the same local morning once more; never send before what was asked for.
  return Math.max(at, day.toZonedDateTime({ timeZone: zone, plainTime: morning }).epochMilliseconds);
}
