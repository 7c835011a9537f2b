import { effectivePeriod, timeOfPeriod } from './effective-period.js';

describe('the time that new hours can change', () => {
  it('begins with their first date, and is open where they hold for good', () => {
    const period = effectivePeriod({ effectiveFrom: '2027-01-01' }, 'Europe/Berlin', 0);
    // 1 January, 00:00+01:00
    expect(timeOfPeriod(period, 'Europe/Berlin')).toEqual({ from: new Date('2026-12-31T23:00Z'), to: null });
  });

  it('reaches through the day after their last date, since its hours may run over midnight', () => {
    const period = { from: '2027-03-26', to: '2027-03-27' };
    // 26 March, 00:00+01:00, to 29 March, 00:00+02:00
    const time = { from: new Date('2027-03-25T23:00Z'), to: new Date('2027-03-28T22:00Z') };
    expect(timeOfPeriod(period, 'Europe/Berlin')).toEqual(time);
  });

  it('begins today by the calendar of the clinic, where no date is given', () => {
    const now = Date.parse('2026-12-01T02:00Z'); // 30 November, 18:00-08:00; 1 December, 15:00+13:00
    expect(effectivePeriod({}, 'America/Los_Angeles', now)).toEqual({ from: '2026-11-30', to: null });
    expect(effectivePeriod({}, 'Pacific/Auckland', now)).toEqual({ from: '2026-12-01', to: null });
  });
});
