import { Instrument } from './instrument.js';
import type { Measurement } from './measurement.js';
import { Moment } from './measurement.js';

/** A measurement of pain; its day is counted from 5 January 2026, and its visit is that day's. */
export function painAt(day: number, moment: Moment, value: number, more: Partial<Measurement> = {}): Measurement {
  const time = Date.UTC(2026, 0, 5 + day, moment === Moment.AFTER ? 11 : 10);
  return {
    id: `${day}-${moment}`,
    clientId: 'client',
    appointmentId: moment === Moment.BEFORE || moment === Moment.AFTER ? `visit-${day}` : null,
    moment,
    takenAt: time,
    date: dateAt(day),
    recordedAt: time,
    replacesId: null,
    scores: [{ instrument: Instrument.PAIN, movement: null, value }],
    ...more,
  };
}

/** YYYY-MM-DD of a day counted from 5 January 2026. */
export const dateAt = (day: number): string => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
