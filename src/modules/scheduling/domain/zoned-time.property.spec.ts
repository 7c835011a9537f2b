import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  dateOfDay,
  DAY_MS,
  dayOfDate,
  instantOf,
  localClock,
  localDate,
  offsetSpansIn,
  startOfDay,
} from './zoned-time.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 3;

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/Havana',
  'America/Asuncion',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Chatham',
);

/** Between 2015 and 2034, every other one within two days of a change of the clock. */
const zoneAndInstant = zone.chain((name) => {
  const anywhere = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2034, 0) });
  const nearChange = fc.tuple(anywhere, fc.integer({ min: -2 * 96, max: 2 * 96 })).map(([from, quarters]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(name).getTimeZoneTransition('next');
    return (change?.epochMilliseconds ?? from) + quarters * 900_000;
  });
  return fc.tuple(fc.constant(name), fc.oneof(anywhere, nearChange));
});

const plainOf = (local: number) => Temporal.PlainDateTime.from(new Date(local).toISOString().slice(0, -1));

describe('time in a zone', () => {
  it('shows what the zone’s clock shows', () => {
    fc.assert(
      fc.property(zoneAndInstant, ([name, instant]) => {
        const temporal = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
        expect(plainOf(localClock(name, instant)).toString()).toBe(temporal.toPlainDateTime().toString());
        expect(localDate(name, instant)).toBe(temporal.toPlainDate().toString());
      }),
      { numRuns },
    );
  });

  it('moves a skipped local time forward, and takes the asked one of two', () => {
    fc.assert(
      fc.property(zoneAndInstant, ([name, local]) => {
        const inZone = (disambiguation: 'compatible' | 'later') =>
          plainOf(local).toZonedDateTime(name, { disambiguation }).epochMilliseconds;
        expect(instantOf(name, local, 'earlier')).toBe(inZone('compatible'));
        expect(instantOf(name, local, 'later')).toBe(inZone('later'));
      }),
      { numRuns },
    );
  });

  it('starts a date at its first instant', () => {
    fc.assert(
      fc.property(zoneAndInstant, ([name, instant]) => {
        const day = Math.floor(instant / DAY_MS);
        const date = Temporal.PlainDate.from(dateOfDay(day));
        expect(startOfDay(name, day)).toBe(date.toZonedDateTime(name).epochMilliseconds);
        expect(dayOfDate(date.toString())).toBe(day);
      }),
      { numRuns },
    );
  });

  it('covers a window with spans of one offset that join without a gap', () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 1, max: 400 }), ([name, start], days) => {
        const end = start + days * DAY_MS;
        const spans = offsetSpansIn(name, { start, end });
        expect(spans[0]!.start).toBeLessThanOrEqual(start);
        expect(spans.at(-1)!.end).toBeGreaterThanOrEqual(end);
        spans.slice(1).forEach((span, i) => expect(span.start).toBe(spans[i]!.end));
      }),
      { numRuns },
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localDate('Europe/Atlantis', 0)).toThrow(RangeError);
  });
});
