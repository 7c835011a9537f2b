import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../kernel/index.js';

/** A stretch of time in which a zone keeps one offset. Ends are epoch ms, or infinite where nothing is known to change. */
export interface OffsetSpan extends Interval {
  /** Milliseconds that the local clock is ahead of UTC. */
  readonly offset: number;
}

export const DAY_MS = 86_400_000;

/** No zone was ever further from UTC than this. */
const MAX_OFFSET_MS = 16 * 3_600_000;

/**
 * Temporal takes tens of microseconds a call, and a slot search converts thousands of times; between two changes of the clock a
 * conversion is one addition. So the spans are remembered: a pure memo, bounded because zone names and years come from outside.
 */
const spansByZone = new Map<string, OffsetSpan[]>();
const MAX_ZONES = 600;
const MAX_SPANS_PER_ZONE = 64;

/** @throws RangeError for a zone that is not an IANA name. */
export function offsetSpanAt(zone: string, instant: number): OffsetSpan {
  const known = spansByZone.get(zone);
  const span = known?.find(({ start, end }) => start <= instant && instant < end);
  return span ?? remember(zone, readSpan(zone, instant));
}

function remember(zone: string, span: OffsetSpan): OffsetSpan {
  if (!spansByZone.has(zone) && spansByZone.size >= MAX_ZONES) spansByZone.clear();
  const known = spansByZone.get(zone) ?? [];
  if (known.length >= MAX_SPANS_PER_ZONE) known.length = 0;
  spansByZone.set(zone, [...known, span]);
  return span;
}

function readSpan(zone: string, instant: number): OffsetSpan {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  // 'previous' looks strictly before its instant, and a change at this very instant starts the span.
  const since = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const until = local.getTimeZoneTransition('next');
  return {
    start: since?.epochMilliseconds ?? -Infinity,
    end: until?.epochMilliseconds ?? Infinity,
    offset: local.offsetNanoseconds / 1e6,
  };
}

/** The spans that share time with a window, in order. */
export function offsetSpansIn(zone: string, window: Interval): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  for (let at = window.start; at < window.end; at = spans.at(-1)!.end) spans.push(offsetSpanAt(zone, at));
  return spans;
}

/**
 * The instant at which a zone's clock shows a local time.
 * A local time that the clock skips moves forward by the length of the gap (as Temporal's 'compatible' does).
 * @param local the wall clock's reading, as the epoch ms it would be in UTC
 * @param repeated which of the two to take when the clock shows that time twice
 */
export function instantOf(zone: string, local: number, repeated: 'earlier' | 'later'): number {
  const span = offsetSpanAt(zone, local - MAX_OFFSET_MS);
  if (local + MAX_OFFSET_MS < span.end) return local - span.offset;
  const spans = offsetSpansIn(zone, { start: local - MAX_OFFSET_MS, end: local + MAX_OFFSET_MS });
  const showing = spans.filter(({ start, end, offset }) => start <= local - offset && local - offset < end);
  const chosen = repeated === 'earlier' ? showing.at(0) : showing.at(-1);
  const beforeGap = spans.findLast(({ end, offset }) => local - offset >= end);
  return local - (chosen ?? beforeGap ?? span).offset;
}

/** What a zone's clock shows, as the epoch ms it would be in UTC. */
export const localClock = (zone: string, instant: number): number => instant + offsetSpanAt(zone, instant).offset;

/** Days from 1970-01-01 to the date a zone's calendar shows. */
export const localDay = (zone: string, instant: number): number => Math.floor(localClock(zone, instant) / DAY_MS);

/** Whole minutes from midnight that a zone's clock shows. */
export const minuteOfDay = (zone: string, instant: number): number =>
  Math.floor((localClock(zone, instant) % DAY_MS) / 60_000);

/** YYYY-MM-DD in a zone's calendar. */
export const localDate = (zone: string, instant: number): string => dateOfDay(localDay(zone, instant));

/** The first instant of a date, given in days from 1970-01-01, also where the clock skips midnight or shows it twice. */
export const startOfDay = (zone: string, day: number): number => instantOf(zone, day * DAY_MS, 'earlier');

/** A time of a date, in ms from midnight by the clock; a time that the clock skips moves forward, of two the first counts. */
export const instantAt = (zone: string, day: number, time: number): number =>
  instantOf(zone, day * DAY_MS + time, 'earlier');

/** Days from 1970-01-01 to a YYYY-MM-DD. */
export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** YYYY-MM-DD of a number of days from 1970-01-01. */
export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
