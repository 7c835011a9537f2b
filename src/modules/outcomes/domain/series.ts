import type { Instrument } from './instrument.js';
import { meaningfulChange } from './meaningful-change.js';
import type { Change } from './meaningful-change.js';
import { Moment } from './measurement.js';
import type { Measurement } from './measurement.js';
import { measuredKey } from './score.js';
import type { Measured } from './score.js';

/** One score of a series. */
export interface Point {
  readonly measurementId: string;
  readonly appointmentId: string | null;
  readonly moment: Moment;
  /** Epoch ms. */
  readonly takenAt: number;
  /** YYYY-MM-DD by the clinic's calendar. */
  readonly date: string;
  readonly value: number;
}

/** A score and how it compares. */
export interface ComparedPoint extends Point {
  /** Since the score that it follows: after a session, the one before that session; otherwise the last one on arrival. */
  readonly sincePrevious: Change | null;
  /** Since the first score on arrival, or from a check-in where there is none; null for that one itself. */
  readonly sinceFirst: Change | null;
}

export interface Series {
  readonly measured: Measured;
  readonly points: readonly ComparedPoint[];
}

/**
 * The measurements that count: none that a newer one replaces, and of one visit and moment each score once, as it was
 * written down last (a note may say again what was entered at the visit). By the time at which they were taken.
 */
export function standingMeasurements(measurements: readonly Measurement[]): Measurement[] {
  const replaced = new Set(measurements.map(({ replacesId }) => replacesId));
  const seen = new Set<string>();
  const standing: Measurement[] = [];
  for (const one of [...measurements].sort(byTimeRecorded).reverse()) {
    if (replaced.has(one.id)) continue;
    const scores = one.scores.filter((score) => {
      const key = `${one.appointmentId ?? one.id}:${one.moment}:${measuredKey(score)}`;
      return !seen.has(key) && seen.add(key);
    });
    if (scores.length > 0) standing.push({ ...one, scores });
  }
  return standing.sort(byTimeTaken);
}

/** Each series of the measurements that count, in the order in which it was first measured, and each point compared. */
export function seriesOf(measurements: readonly Measurement[], instrument: Instrument): Series[] {
  const found = new Map<string, { measured: Measured; points: Point[] }>();
  for (const { id, appointmentId, moment, takenAt, date, scores } of standingMeasurements(measurements)) {
    for (const { value, ...measured } of scores.filter((score) => score.instrument === instrument)) {
      const key = measuredKey(measured);
      const series = found.get(key) ?? { measured, points: [] };
      found.set(key, series);
      series.points.push({ measurementId: id, appointmentId, moment, takenAt, date, value });
    }
  }
  return [...found.values()].map(({ measured, points }) => ({ measured, points: compared(instrument, points) }));
}

/** Whether a score tells how the client came in: without a session just behind them, and always in the same place. */
export const isOnArrival = ({ moment }: Pick<Point, 'moment'>): boolean =>
  moment === Moment.INTAKE || moment === Moment.BEFORE;

const isFromCheckIn = ({ moment }: Point): boolean => moment === Moment.CHECK_IN;

/** Points of one series by time, each with how it compares. */
function compared(instrument: Instrument, points: readonly Point[]): ComparedPoint[] {
  const change = (from: Point | undefined, to: Point): Change | null =>
    from && from !== to ? meaningfulChange(instrument, from.value, to.value) : null;
  const first = points.find(isOnArrival) ?? points.find(isFromCheckIn);
  return points.map((point, index) => ({
    ...point,
    sincePrevious: change(predecessor(points.slice(0, index), point), point),
    sinceFirst: first && first.takenAt <= point.takenAt ? change(first, point) : null,
  }));
}

function predecessor(earlier: readonly Point[], point: Point): Point | undefined {
  if (isOnArrival(point)) return earlier.findLast(isOnArrival);
  if (isFromCheckIn(point)) return earlier.findLast(isOnArrival) ?? earlier.findLast(isFromCheckIn);
  return earlier.findLast(
    ({ moment, appointmentId }) => moment === Moment.BEFORE && appointmentId === point.appointmentId,
  );
}

/** Of one instant: a note that is signed early has all of its scores at its signature, and those before still come first. */
const MOMENTS = Object.values(Moment);

const byTimeTaken = (a: Measurement, b: Measurement): number =>
  a.takenAt - b.takenAt || MOMENTS.indexOf(a.moment) - MOMENTS.indexOf(b.moment) || byTimeRecorded(a, b);

const byTimeRecorded = (a: Measurement, b: Measurement): number =>
  a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : Number(a.id > b.id));
