import { risingMembership, startsHitting, startsInside } from './starts.js';

/** A visit of 60 with 5 before and 10 after, in milliseconds. */
const shape = { start: -5, end: 70 };

describe('sets of starts', () => {
  it('hold a start at which the shape just fits into a stretch', () => {
    expect(startsInside([{ start: 100, end: 200 }], shape)).toEqual([{ start: 105, end: 131 }]); // 105 to 130
  });

  it('hold a start at which the shape meets a range, not one at which it only touches it', () => {
    expect(startsHitting([{ start: 100, end: 200 }], shape)).toEqual([{ start: 31, end: 205 }]); // 31 to 204
  });

  it('are asked in rising order, and do not hold their ends', () => {
    const holds = risingMembership([
      { start: 10, end: 20 },
      { start: 30, end: 40 },
    ]);
    expect([9, 10, 19, 20, 29, 30, 39, 40].filter(holds)).toEqual([10, 19, 30, 39]);
  });
});
