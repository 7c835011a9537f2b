import fc from 'fast-check';
import { LEASE_MS, SEND_WITHIN_MS, waitAfter } from './delivery.js';

const HOUR = 3_600_000;

describe('a message that a provider did not take', () => {
  it.each([
    [1, 0.5, 15_000],
    [2, 0.5, 30_000],
    [5, 0.5, 240_000],
    [13, 0.5, 4 * HOUR],
    [1, 0, 7_500],
    [1, 1, 22_500],
  ])('waits after attempt %d, by chance %d, for %d ms', (attempt, chance, wait) => {
    expect(waitAfter(attempt, chance)).toBe(wait);
  });

  it('is given up after the fourteenth attempt', () => {
    expect(waitAfter(13, 0.5)).not.toBeNull();
    expect(waitAfter(14, 0.5)).toBeNull();
  });

  it('is tried for more than a day, whatever chance says', () => {
    const shortest = Array.from({ length: 13 }, (_, i) => waitAfter(i + 1, 0)!).reduce((sum, wait) => sum + wait);
    expect(shortest).toBeGreaterThan(6 * HOUR);
    const usual = Array.from({ length: 13 }, (_, i) => waitAfter(i + 1, 0.5)!).reduce((sum, wait) => sum + wait);
    expect(usual).toBeGreaterThan(16 * HOUR);
  });

  it('waits at least as long as the provider asks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 13 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        (n, chance, asks) => {
          expect(waitAfter(n, chance, asks)!).toBeGreaterThanOrEqual(asks);
        },
      ),
    );
  });

  it('is begun to be sent only while its lease is far from over', () => {
    expect(SEND_WITHIN_MS * 2).toBeLessThanOrEqual(LEASE_MS);
  });
});
