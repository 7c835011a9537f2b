import { nextDue, openingDay } from './next-due.js';
import type { OpeningCalendar } from './next-due.js';

const HOURS = { starts: '09:00', ends: '18:00', validFrom: null, validTo: null };
const onDays = (...weekdays: number[]): OpeningCalendar['openingHours'] =>
  weekdays.map((weekday) => ({ ...HOURS, weekday }));
const calendar = (more: Partial<OpeningCalendar> = {}): OpeningCalendar => ({
  zone: 'Europe/Berlin',
  openingHours: onDays(1, 2, 3, 4, 5),
  closures: [],
  ...more,
});
const closed = (from: string, to: string): { start: number; end: number } => ({
  start: Date.parse(from),
  end: Date.parse(to),
});
const LONG_AGO = '2020-01-01';

describe('the next due date', () => {
  it.each([
    ['P7D', '2026-01-05', '2026-01-12'],
    ['P14D', '2026-01-05', '2026-01-19'],
    ['P1M', '2026-01-30', '2026-03-02'], // the last of February 2026 is a Saturday
    ['P1M', '2028-01-31', '2028-02-29'],
    ['P1M', '2026-03-31', '2026-04-30'],
    ['P2M', '2026-12-31', '2027-03-01'], // 28 February 2027 is a Sunday
    ['P7D', '2026-03-23', '2026-03-30'], // the clock changes on the 29th
  ])('is %s after a session on %s: %s', (interval, lastSessionOn, due) => {
    expect(nextDue({ interval, lastSessionOn, liveFrom: LONG_AGO }, calendar())).toBe(due);
  });

  it('is the start of a plan with no treatment yet, on an opening day', () => {
    expect(nextDue({ interval: 'P7D', lastSessionOn: null, liveFrom: '2026-01-10' }, calendar())).toBe('2026-01-12');
  });

  it('is never before the plan was live', () => {
    const input = { interval: 'P7D', lastSessionOn: '2025-06-02', liveFrom: '2026-01-14' };
    expect(nextDue(input, calendar())).toBe('2026-01-14');
    expect(nextDue({ ...input, lastSessionOn: '2026-01-13' }, calendar())).toBe('2026-01-20');
  });
});

describe('an opening day', () => {
  it('is the day itself where the clinic is open', () => {
    expect(openingDay('2026-01-09', calendar())).toBe('2026-01-09');
  });

  it('is the next one otherwise', () => {
    expect(openingDay('2026-01-10', calendar())).toBe('2026-01-12');
    expect(openingDay('2026-01-10', calendar({ openingHours: onDays(4) }))).toBe('2026-01-15');
  });

  it('is none on which the clinic is closed all its hours', () => {
    // From Thursday 24 December 00:00 to Monday 28 December 00:00 in Berlin.
    const closures = [closed('2026-12-23T23:00:00Z', '2026-12-27T23:00:00Z')];
    expect(openingDay('2026-12-24', calendar({ closures }))).toBe('2026-12-28');
  });

  it('is one on which the clinic is open for a part of its hours', () => {
    // Closed to 12:00 in Berlin.
    const closures = [closed('2026-01-05T00:00:00Z', '2026-01-05T11:00:00Z')];
    expect(openingDay('2026-01-05', calendar({ closures }))).toBe('2026-01-05');
  });

  it("is told by the clinic's own clock", () => {
    // 5 January in Auckland runs from 4 January 11:00Z; a closure of those 24 hours closes that date and no other.
    const closures = [closed('2026-01-04T11:00:00Z', '2026-01-05T11:00:00Z')];
    expect(openingDay('2026-01-05', calendar({ zone: 'Pacific/Auckland', closures }))).toBe('2026-01-06');
    expect(openingDay('2026-01-06', calendar({ zone: 'Pacific/Auckland', closures }))).toBe('2026-01-06');
  });

  it('keeps to the hours that are valid then', () => {
    const openingHours = [
      { ...HOURS, weekday: 1, validTo: '2026-01-31' },
      { ...HOURS, weekday: 3, validFrom: '2026-02-01' },
    ];
    expect(openingDay('2026-01-26', calendar({ openingHours }))).toBe('2026-01-26');
    expect(openingDay('2026-02-02', calendar({ openingHours }))).toBe('2026-02-04');
  });

  it('is the date itself where the clinic has told no hours, or stays closed for good', () => {
    expect(openingDay('2026-01-10', calendar({ openingHours: [] }))).toBe('2026-01-10');
    const closures = [{ start: 0, end: Number.POSITIVE_INFINITY }];
    expect(openingDay('2026-01-10', calendar({ closures }))).toBe('2026-01-10');
  });
});
