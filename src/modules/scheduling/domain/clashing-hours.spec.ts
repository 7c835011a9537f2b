import * as fc from 'fast-check';
import { InvalidInput } from '../../../kernel/index.js';
import { refuseClashInDay, refuseClashInWeek } from './clashing-hours.js';

const fieldsRefused = (check: () => void): string[] => {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.violations.map(({ field, rule }) => `${field} ${rule}`);
  }
};

const [monday, tuesday, sunday] = [1, 2, 7];
const inWeek = (...hours: [number, string, string][]): string[] =>
  fieldsRefused(() => refuseClashInWeek(hours.map(([weekday, starts, ends]) => ({ weekday, starts, ends }))));
const inDay = (...spans: [string, string][]): string[] =>
  fieldsRefused(() => refuseClashInDay(spans.map(([starts, ends]) => ({ starts, ends }))));

describe('hours of a week', () => {
  it('may touch, and may be alike on two weekdays', () => {
    expect(inWeek([monday, '09:00', '12:00'], [monday, '12:00', '17:00'], [tuesday, '09:00', '12:00'])).toEqual([]);
  });

  it('are refused where two of one weekday overlap, naming the second', () => {
    expect(inWeek([tuesday, '08:00', '09:00'], [monday, '09:00', '13:00'], [monday, '12:00', '17:00'])).toEqual([
      'hours.2.starts noOverlap',
    ]);
  });

  it('are refused where the night runs into the next morning, also from Sunday into Monday', () => {
    expect(inWeek([monday, '22:00', '06:00'], [tuesday, '05:00', '09:00'])).toEqual(['hours.1.starts noOverlap']);
    expect(inWeek([monday, '05:00', '09:00'], [sunday, '22:00', '06:00'])).toEqual(['hours.1.starts noOverlap']);
    expect(inWeek([monday, '06:00', '09:00'], [sunday, '22:00', '06:00'])).toEqual([]);
  });

  it('may fill the whole week, from 00:00 to 00:00 each day', () => {
    expect(inWeek(...[1, 2, 3, 4, 5, 6, 7].map((day): [number, string, string] => [day, '00:00', '00:00']))).toEqual(
      [],
    );
  });

  it('clash exactly where a minute of the week is in two of them', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
    const hours = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), time, time), { maxLength: 4 });
    fc.assert(
      fc.property(hours, (week) => {
        const taken = week.flatMap(([weekday, starts, ends]) => {
          const [start, end] = [Number(starts.slice(0, 2)), Number(ends.slice(0, 2))];
          const length = end > start ? end - start : end + 24 - start;
          return Array.from({ length }, (_, i) => ((weekday - 1) * 24 + start + i) % 168);
        });
        expect(inWeek(...week).length > 0).toBe(new Set(taken).size < taken.length);
      }),
    );
  });
});

describe('spans of one date', () => {
  it('may touch', () => {
    expect(inDay(['09:00', '12:00'], ['12:00', '17:00'])).toEqual([]);
  });

  it('are refused where they overlap, naming the second', () => {
    expect(inDay(['12:00', '17:00'], ['09:00', '12:30'])).toEqual(['spans.1.starts noOverlap']);
  });

  it('do not come round to the morning of the same date', () => {
    expect(inDay(['22:00', '06:00'], ['05:00', '09:00'])).toEqual([]);
  });
});
