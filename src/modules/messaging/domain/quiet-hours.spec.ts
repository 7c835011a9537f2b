import fc from 'fast-check';
import { civilTime } from './quiet-hours.js';

const at = (iso: string): number => Date.parse(iso);
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Cairo', 'UTC'];

describe('quiet hours', () => {
  it.each([
    // In the day nothing waits.
    ['Europe/Berlin', '2026-07-06T06:00:00Z', '2026-07-06T06:00:00Z'], // 08:00
    ['Europe/Berlin', '2026-07-06T18:59:59Z', '2026-07-06T18:59:59Z'], // 20:59:59
    // The evening waits for the next morning, the night for its own.
    ['Europe/Berlin', '2026-07-06T19:00:00Z', '2026-07-07T06:00:00Z'], // 21:00 → 08:00
    ['Europe/Berlin', '2026-07-06T22:30:00Z', '2026-07-07T06:00:00Z'], // 00:30 → 08:00
    ['Europe/Berlin', '2026-07-07T05:59:59Z', '2026-07-07T06:00:00Z'], // 07:59:59 → 08:00
    ['America/New_York', '2026-07-07T02:00:00Z', '2026-07-07T12:00:00Z'], // 22:00 → 08:00
    ['Asia/Kathmandu', '2026-07-06T16:00:00Z', '2026-07-07T02:15:00Z'], // 21:45 → 08:00
    // The night is an hour shorter when clocks go forward, and longer when they go back.
    ['Europe/Berlin', '2026-03-28T21:00:00Z', '2026-03-29T06:00:00Z'], // 22:00 CET → 08:00 CEST
    ['Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T07:00:00Z'], // 22:00 CEST → 08:00 CET
    ['Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-03T21:00:00Z'], // 22:30 (+10:30) → 08:00 (+11)
  ])('%s: %s waits until %s', (zone, asked, civil) => {
    expect(new Date(civilTime(zone, at(asked))).toISOString()).toBe(new Date(civil).toISOString());
  });

  it('are the practice’s to set', () => {
    const quiet = { from: '20:00', to: '09:30' };
    expect(civilTime('UTC', at('2026-07-06T20:00:00Z'), quiet)).toBe(at('2026-07-07T09:30:00Z'));
    expect(civilTime('UTC', at('2026-07-06T19:59:00Z'), quiet)).toBe(at('2026-07-06T19:59:00Z'));
  });

  it('never make a message early, put it off by less than half a day, and leave what is civil alone', () => {
    const instants = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        const civil = civilTime(zone, instant);
        expect(civil).toBeGreaterThanOrEqual(instant);
        expect(civil - instant).toBeLessThanOrEqual(12.5 * 3_600_000);
        expect(civilTime(zone, civil)).toBe(civil);
      }),
    );
  });
});
