import { warningDue } from './licence-warning.js';

describe('a licence that ends', () => {
  it.each([
    [61, null],
    [60, '60d'],
    [31, '60d'],
    [30, '30d'],
    [8, '30d'],
    [7, '7d'],
    [0, '7d'],
    [-1, null],
  ])('%d days before: %s', (daysLeft, warning) => {
    expect(warningDue(daysLeft)).toBe(warning);
  });
});
