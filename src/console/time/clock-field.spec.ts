import { clockIn, instantIn } from './clock-field.js';

describe('a time of day in a field', () => {
  it.each([
    // 14:30 in Berlin, in winter and in summer.
    ['Europe/Berlin', '2026-01-15', '14:30', '2026-01-15T13:30:00.000Z'],
    ['Europe/Berlin', '2026-07-15', '14:30', '2026-07-15T12:30:00.000Z'],
    // Half past midnight in Kolkata is the day before in UTC.
    ['Asia/Kolkata', '2026-03-10', '00:30', '2026-03-09T19:00:00.000Z'],
    // The first hour after the clocks went forward, in Denver.
    ['America/Denver', '2026-03-08', '03:15', '2026-03-08T09:15:00.000Z'],
  ])('is an instant in %s on %s at %s', (zone, date, time, instant) => {
    expect(instantIn(zone, date, time)).toBe(instant);
    expect(clockIn(zone, Date.parse(instant))).toBe(time);
  });
});
