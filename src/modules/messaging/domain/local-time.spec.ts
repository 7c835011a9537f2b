import { toldTime } from './local-time.js';

const visit = (start: string, clinicZone: string, recipientZone: string | null) => {
  const startsAt = new Date(start);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  return toldTime({ startsAt, endsAt, clinicZone, recipientZone, language: 'en' });
};

describe('a visit’s time in a message', () => {
  it('is the clinic’s, with its zone named', () => {
    const told = visit('2026-07-06T07:00:00Z', 'Europe/Berlin', null);
    expect(told).toEqual({ date: 'Monday, July 6, 2026', time: '09:00–10:00 GMT+2' });
  });

  it('stands once where the recipient’s clock shows the same', () => {
    expect(visit('2026-07-06T07:00:00Z', 'Europe/Berlin', 'Europe/Madrid').time).toBe('09:00–10:00 GMT+2');
  });

  it('stands in the recipient’s zone too where that is another one', () => {
    expect(visit('2026-07-06T16:00:00Z', 'America/New_York', 'Europe/London').time).toBe(
      '12:00–13:00 EDT (17:00 GMT+1)',
    );
  });

  it('tells the recipient’s date where that is another one', () => {
    const told = visit('2026-07-06T23:30:00Z', 'America/New_York', 'Asia/Kathmandu'); // 19:30 and 05:15
    expect(told).toEqual({
      date: 'Monday, July 6, 2026',
      time: '19:30–20:30 EDT (Tuesday, July 7, 2026, 05:15 GMT+5:45)',
    });
  });

  it('names the offset of the end where clocks change in between', () => {
    expect(visit('2026-10-25T00:30:00Z', 'Europe/Berlin', null).time).toBe('02:30–02:30 GMT+1');
  });
});
