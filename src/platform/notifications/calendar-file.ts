import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { IsoDate, IsoTime } from 'timezones-ical-library';
import { tzlib_get_ical_block, tzlib_get_offset, tzlib_get_timezones } from 'timezones-ical-library';
import type { CalendarMethod, MailAddress } from './mailer.js';

interface CalendarEntry {
  /** The same for as long as it is the same appointment, whenever that is. */
  readonly uid: string;
  /** Rises with each file about the same `uid`; calendars go by the highest (RFC 5546, 2.1.4). */
  readonly sequence: number;
  readonly method: CalendarMethod;
  readonly start: Date;
  readonly end: Date;
  /** IANA name of the zone that the times are shown in. */
  readonly zone: string;
  readonly summary: string;
  readonly location: string;
  readonly organizer: MailAddress;
  /** Who gets it: calendars take a file that names somebody else for nothing of theirs. */
  readonly attendee: MailAddress;
  /** When this file was made: among files with one `sequence` the latest counts. */
  readonly stamp: Date;
}

/**
 * An appointment as calendars read it (RFC 5545 and 5546): a request puts it in or moves it, a cancellation takes it out. Nothing is
 * asked of the recipient, who has booked it already. Nothing but what is given goes in.
 */
export function calendarFile(entry: CalendarEntry): string {
  const zone = zoneFor(entry);
  const calendar = ical({
    prodId: { company: 'Unknot', product: 'Appointments', language: 'EN' },
    method: ICalCalendarMethod[entry.method],
    // A zone of the calendar itself would make the stamp a local time, which RFC 5545, 3.8.7.2, forbids.
    timezone: { name: null, generator: () => zone?.rules ?? null },
  });
  const cancelled = entry.method === 'CANCEL';
  calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: entry.stamp,
    start: inZone(entry.start, zone),
    end: inZone(entry.end, zone),
    timezone: zone?.name ?? 'UTC',
    summary: printable(entry.summary),
    location: printable(entry.location),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: named(entry.organizer),
    attendees: [
      {
        ...named(entry.attendee),
        role: ICalAttendeeRole.REQ,
        status: cancelled ? ICalAttendeeStatus.DECLINED : ICalAttendeeStatus.ACCEPTED,
        rsvp: false,
      },
    ],
  });
  return `${calendar.toString()}\r\n`;
}

interface Zone {
  readonly name: string;
  /** Its VTIMEZONE. */
  readonly rules: string;
}

const ZONES: ReadonlySet<string> = new Set(tzlib_get_timezones());

/**
 * Calendars know a zone by the rules that stand in the file. Without a zone the times are UTC, which nobody reads differently: where
 * there are no rules, where they are of another year than ours and say another time, and in an hour that the clock shows twice, of
 * which a file can mean the first only (RFC 5545, 3.3.5).
 */
function zoneFor({ zone: name, start, end }: CalendarEntry): Zone | undefined {
  if (!ZONES.has(name)) return undefined;
  const [rules, line] = tzlib_get_ical_block(name) as [string, string];
  const zone = { name: line.replace(/^TZID=/, ''), rules };
  return [start, end].every((at) => isPlain(inZone(at, zone))) ? zone : undefined;
}

function isPlain(at: Temporal.ZonedDateTime): boolean {
  const local = at.toPlainDateTime();
  const [date, time] = local.toString({ smallestUnit: 'minute' }).split('T') as [IsoDate, IsoTime];
  const again = local.toZonedDateTime(at.timeZoneId, { disambiguation: 'later' });
  const written = tzlib_get_offset(at.timeZoneId, date, time);
  return written === at.offset.replace(':', '') && again.epochMilliseconds === at.epochMilliseconds;
}

const inZone = (at: Date, zone: Zone | undefined): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone?.name ?? 'UTC');

/** Without the control characters that no line of a calendar may hold; line ends stay, and are escaped. */
const printable = (text: string): string => text.replace(/(?![\r\n])\p{Cc}/gu, '');

/** Names stand in quotes, in which quotes, line ends and backslashes cannot (RFC 5545, 3.1). */
const named = ({ address, name = address }: MailAddress): { email: string; name: string } => ({
  email: address,
  name: name.replace(/\s+/g, ' ').replace(/["\\]/g, "'"),
});
