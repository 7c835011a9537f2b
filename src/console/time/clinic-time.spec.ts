import { addDays, dateFrom, handsIn, mondayOf } from './clinic-time.js';

describe('the clinic’s time', () => {
  it.each([
    ['2026-03-09', '2026-03-09'],
    ['2026-03-15', '2026-03-09'],
    ['2026-03-01', '2026-02-23'],
  ])('%s belongs to the week of Monday %s', (date, monday) => {
    expect(mondayOf(date)).toBe(monday);
    expect(mondayOf(addDays(monday, 7))).not.toBe(monday);
  });

  it.each([
    ['2026-03-09', '2026-03-09'],
    ['2026-13-09', null],
    ['tomorrow', null],
    ['', null],
    [null, null],
  ])('an address with %j names %j', (text, date) => {
    expect(dateFrom(text)).toBe(date);
  });

  it('is what the hands of the zone’s clock show', () => {
    // 01:30 in Berlin, before the hands are moved from two to three.
    expect(handsIn('Europe/Berlin', Date.parse('2026-03-29T00:30:00Z'))).toBe(1.5 * 3_600_000);
    expect(handsIn('Europe/Berlin', Date.parse('2026-03-29T01:30:00Z'))).toBe(3.5 * 3_600_000);
    expect(handsIn('Asia/Kathmandu', Date.parse('2026-03-29T18:15:00Z'))).toBe(0);
  });
});
