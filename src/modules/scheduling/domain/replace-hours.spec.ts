import type { WeeklyHours } from './local-hours.js';
import { hoursOutside } from './replace-hours.js';

const mondays = (validFrom: string | null, validTo: string | null): WeeklyHours => {
  return { weekday: 1, starts: '09:00', ends: '17:00', validFrom, validTo };
};

describe('hours that give way to others', () => {
  it('end the day before, when the others hold for good', () => {
    expect(hoursOutside({ from: '2027-01-01', to: null }, [mondays(null, null)])).toEqual([
      mondays(null, '2026-12-31'),
    ]);
  });

  it('come back the day after, when the others hold for a season', () => {
    expect(hoursOutside({ from: '2027-02-01', to: '2027-02-28' }, [mondays('2026-01-01', null)])).toEqual([
      mondays('2026-01-01', '2027-01-31'),
      mondays('2027-03-01', null),
    ]);
  });

  it('are gone where the others hold on all their dates', () => {
    expect(hoursOutside({ from: '2027-01-01', to: null }, [mondays('2027-01-01', '2027-01-01')])).toEqual([]);
  });

  it('stay as they are on dates before and after', () => {
    const [past, future] = [mondays(null, '2026-12-31'), mondays('2027-03-01', null)];
    expect(hoursOutside({ from: '2027-01-01', to: '2027-02-28' }, [past, future])).toEqual([past, future]);
  });
});
