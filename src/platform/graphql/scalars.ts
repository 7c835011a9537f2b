import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Temporal } from 'temporal-polyfill';

/** An instant: ISO 8601 with an offset, as a `Date`. Refuses 31 February, numbers and local times without an offset. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  // A date that exists is one: boards have hundreds, and the library would write and read each again to see.
  serialize: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : GraphQLDateTimeISO.serialize(value),
  name: 'DateTime',
  description: 'An instant, ISO 8601 with an offset: 2026-11-30T09:00:00Z.',
});

function textScalar(
  name: string,
  description: string,
  rule: string,
  accepts: (text: string) => boolean,
): GraphQLScalarType<string> {
  const read = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new TypeError(`${name} must be ${rule}.`);
  };
  return new GraphQLScalarType<string>({
    name,
    description,
    serialize: read,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

function holds(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A calendar date, `YYYY-MM-DD`. */
export const LocalDate = textScalar(
  'LocalDate',
  'A date of the calendar, without a time or a zone: 2026-11-30.',
  'a date that exists, written YYYY-MM-DD',
  (text) => /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && holds(() => Temporal.PlainDate.from(text)),
);

/** A time on the wall, `HH:MM`, 24 hours. */
export const LocalTime = textScalar(
  'LocalTime',
  'A time on the wall, without a date or a zone: 09:30.',
  'a time from 00:00 to 23:59, written HH:MM',
  (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
);

/** An IANA time zone, such as Europe/Berlin. Fixed offsets are refused: they know no daylight saving time. */
export const TimeZone = textScalar(
  'TimeZone',
  'An IANA time zone: Europe/Berlin.',
  'an IANA time zone such as Europe/Berlin',
  (text) =>
    /^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(text) &&
    holds(() => new Intl.DateTimeFormat('en', { timeZone: text })),
);
