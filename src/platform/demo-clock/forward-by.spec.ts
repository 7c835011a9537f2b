import { forwardBy } from './forward-by.js';

const HOUR = 3_600_000;

describe('a demo clock that is put forward', () => {
  it.each([
    ['P2D', 48 * HOUR],
    ['PT36H', 36 * HOUR],
    ['P1DT12H30M', 36.5 * HOUR],
    ['P1W', 168 * HOUR],
    ['PT1S', 1_000],
    ['P60D', 1_440 * HOUR],
  ])('by %s', (text, ms) => {
    expect(forwardBy(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1DT', '2D', 'P-2D', '-P2D', 'P1M', 'P61D', 'PT0S', 'P2D ', 2, null, {}])(
    'not by %j',
    (text) => {
      expect(forwardBy(text)).toBeNull();
    },
  );
});
