import { withinOneWorkingDay } from './working-day.js';

const zone = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });

/** Thursday 26 November 2026 to Tuesday, 09:00 to 18:00 in Berlin (UTC+1), Friday with a break at noon, closed at the weekend. */
const OPEN = [
  span('2026-11-26T08:00Z', '2026-11-26T17:00Z'),
  span('2026-11-27T08:00Z', '2026-11-27T11:00Z'),
  span('2026-11-27T12:00Z', '2026-11-27T15:00Z'),
  span('2026-11-30T10:00Z', '2026-11-30T17:00Z'),
  span('2026-12-01T08:00Z', '2026-12-01T17:00Z'),
];

describe('within one working day', () => {
  it.each([
    ['in the middle of Thursday, by the same time on Friday', '2026-11-26T13:30Z', '2026-11-27T13:30Z'],
    ['late on Thursday, by the end of a shorter Friday', '2026-11-26T16:30Z', '2026-11-27T15:00Z'],
    ['early on Friday, by the opening of a later Monday', '2026-11-27T08:30Z', '2026-11-30T10:00Z'],
    ['in the break of Friday, by the same time on Monday', '2026-11-27T11:30Z', '2026-11-30T11:30Z'],
    ['on Friday evening, by the end of Monday', '2026-11-27T19:00Z', '2026-11-30T17:00Z'],
    ['on Sunday night, by the end of Monday', '2026-11-29T23:30Z', '2026-11-30T17:00Z'],
    ['before Monday opens, by the end of Monday', '2026-11-30T06:00Z', '2026-11-30T17:00Z'],
    ['at the very opening of Monday, by the same time on Tuesday', '2026-11-30T10:00Z', '2026-12-01T10:00Z'],
    ['at the very end of Thursday, by the end of Friday', '2026-11-26T17:00Z', '2026-11-27T15:00Z'],
  ])('told %s', (_, now, due) => {
    expect(new Date(withinOneWorkingDay(at(now), { zone, open: OPEN })).toISOString()).toBe(
      new Date(at(due)).toISOString(),
    );
  });

  it('is a day where the clinic has told no hours', () => {
    expect(withinOneWorkingDay(at('2026-11-26T13:30Z'), { zone, open: [] })).toBe(at('2026-11-27T13:30Z'));
  });

  it('keeps the local time over a change of the clock', () => {
    // Saturday 24 October 2026, 10:00 in Berlin is 08:00Z; on Sunday, when the clock was put back, 09:00Z.
    const open = [span('2026-10-24T06:00Z', '2026-10-24T16:00Z'), span('2026-10-25T07:00Z', '2026-10-25T17:00Z')];
    expect(withinOneWorkingDay(at('2026-10-24T08:00Z'), { zone, open })).toBe(at('2026-10-25T09:00Z'));
  });
});
