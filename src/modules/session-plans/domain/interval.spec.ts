import { addInterval, compareIntervals, longerInterval, parseInterval, shorterInterval } from './interval.js';

describe('an interval', () => {
  it.each([
    ['P7D', 'P7D'],
    ['P1W', 'P7D'],
    ['P2W', 'P14D'],
    ['P14D', 'P14D'],
    ['P1M', 'P1M'],
    ['P2M', 'P2M'],
    ['P1D', 'P1D'],
    ['P10D', 'P10D'],
    ['P1M1W', 'P1M7D'],
    ['P1M15D', 'P1M15D'],
    ['P12M', 'P12M'],
    ['P366D', 'P366D'],
    ['P007D', 'P7D'],
  ])('%s is kept as %s', (text, kept) => {
    expect(parseInterval(text)).toBe(kept);
  });

  it.each([
    ...[
      '',
      'P',
      'P0D',
      'P0M0D',
      'P13M',
      'P367D',
      'P12M1D',
      'P1Y',
      'PT24H',
      'P1DT1H',
      'P-7D',
      '-P7D',
      'P7',
      '7D',
      'p7d',
    ],
    ...['P7D ', ' P7D', 'P7D\n', 'P1.5W', 'P1D1M', 'P1000D', 'bi-weekly', 'weekly', 'P７D'],
  ])('%j is none', (text) => {
    expect(parseInterval(text)).toBeNull();
  });

  it.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2028-01-31', 'P1M', '2028-02-29'],
    ['2028-02-29', 'P12M', '2029-02-28'],
    ['2026-03-31', 'P1M', '2026-04-30'],
    ['2026-12-31', 'P2M', '2027-02-28'],
    ['2026-01-30', 'P1M', '2026-02-28'],
    ['2026-01-31', 'P1M1D', '2026-03-01'],
    ['2028-02-22', 'P7D', '2028-02-29'],
    ['2026-02-22', 'P7D', '2026-03-01'],
    ['2100-02-28', 'P1D', '2100-03-01'],
    ['2000-02-28', 'P1D', '2000-02-29'],
    ['2026-12-25', 'P14D', '2027-01-08'],
    // The nights in which the clock changes are dates like any other.
    ['2026-03-28', 'P1D', '2026-03-29'],
    ['2026-10-18', 'P7D', '2026-10-25'],
  ])('%s and %s make %s', (date, interval, expected) => {
    expect(addInterval(date, interval)).toBe(expected);
  });

  it('is no shorter for being written in months', () => {
    expect(compareIntervals('P1M', 'P30D')).toBeGreaterThan(0);
    expect(compareIntervals('P1M', 'P31D')).toBeLessThan(0);
    expect(compareIntervals('P14D', 'P14D')).toBe(0);
  });

  it.each([
    ['P3D', 'P7D', null],
    ['P7D', 'P14D', null],
    ['P10D', 'P14D', 'P7D'],
    ['P14D', 'P1M', 'P7D'],
    ['P21D', 'P1M', 'P14D'],
    ['P1M', 'P2M', 'P14D'],
    ['P2M', null, 'P1M'],
    ['P6M', null, 'P2M'],
  ])('%s can become %s or %s', (interval, longer, shorter) => {
    expect([longerInterval(interval), shorterInterval(interval)]).toEqual([longer, shorter]);
  });
});
