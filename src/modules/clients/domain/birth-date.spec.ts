import { isMinor, isPossibleBirthDate } from './birth-date.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');

describe('a birth date', () => {
  it.each([
    ['2026-11-22', true],
    ['2026-11-23', true], // today already at UTC+14: 2026-11-23 02:00
    ['2026-11-24', false],
    ['1896-11-24', true],
    ['1895-11-22', false],
  ])('%s is possible: %s', (birthDate, possible) => {
    expect(isPossibleBirthDate(birthDate, NOON)).toBe(possible);
  });

  it('makes a minor until the 18th birthday has begun everywhere', () => {
    const birthday = '2008-11-22';
    expect(isMinor(birthday, Date.parse('2026-11-22T11:59:59Z'))).toBe(true); // 2026-11-21 23:59:59 at UTC-12
    expect(isMinor(birthday, Date.parse('2026-11-22T12:00:00Z'))).toBe(false); // 2026-11-22 00:00 at UTC-12
  });

  it('on 29 February makes an adult on 1 March', () => {
    expect(isMinor('2008-02-29', Date.parse('2026-03-01T11:59:59Z'))).toBe(true); // 2026-02-28 at UTC-12
    expect(isMinor('2008-02-29', Date.parse('2026-03-01T12:00:00Z'))).toBe(false); // 2026-03-01 at UTC-12
  });

  it('long ago makes no minor', () => {
    expect(isMinor('1950-01-01', NOON)).toBe(false);
  });
});
