import { nextSpan, periodsOf, weekWords } from './hours.js';

const on = (weekday: number, starts: string, ends: string, validFrom: string | null, validTo: string | null) => ({
  ...{ weekday, starts, ends, validFrom, validTo },
});

it('gathers hours by the dates on which they hold, and says which are over and which are to come', () => {
  const old = on(1, '09:00', '17:00', null, '2026-03-01');
  const present = [
    on(1, '08:00', '12:00', '2026-03-02', '2026-03-31'),
    on(2, '08:00', '12:00', '2026-03-02', '2026-03-31'),
  ];
  const planned = on(1, '10:00', '18:00', '2026-04-01', null);
  const periods = periodsOf([old, ...present, planned], '2026-03-31');
  expect(periods).toEqual([
    { from: null, to: '2026-03-01', state: 'past', hours: [old] },
    { from: '2026-03-02', to: '2026-03-31', state: 'now', hours: present },
    { from: '2026-04-01', to: null, state: 'planned', hours: [planned] },
  ]);
});

it('tells a week in words, each day once', () => {
  const week = [
    on(5, '14:00', '18:00', null, null),
    on(1, '22:00', '02:00', null, null),
    on(5, '09:00', '13:00', null, null),
  ];
  expect(weekWords(week)).toBe('Monday 22:00–02:00; Friday 09:00–13:00, 14:00–18:00');
});

it('offers the usual day first, and then what follows it', () => {
  expect(nextSpan([])).toEqual({ starts: '09:00', ends: '17:00' });
  expect(nextSpan([{ starts: '09:00', ends: '13:00' }])).toEqual({ starts: '13:00', ends: '' });
});
