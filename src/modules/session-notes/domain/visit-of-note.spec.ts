import { canBeWrittenOf, isOverdue } from './visit-of-note.js';

describe('a visit and its note', () => {
  it.each([
    ['held', false],
    ['booked', false],
    ['confirmed', false],
    ['arrived', true],
    ['in_session', true],
    ['completed', true],
    ['cancelled', false],
    ['no_show', false],
    ['expired', false],
  ])('a visit that is %s can be written of: %s', (status, expected) => {
    expect(canBeWrittenOf(status)).toBe(expected);
  });

  it('is overdue once it has been left for more than 24 hours', () => {
    const now = Date.parse('2026-11-30T09:00:00Z');
    expect(isOverdue(Date.parse('2026-11-29T09:00:00Z'), now)).toBe(false);
    expect(isOverdue(Date.parse('2026-11-29T08:59:59.999Z'), now)).toBe(true);
  });
});
