import { stateOf } from './client-link.js';

const at = (time: string): Date => new Date(`2026-11-26T${time}Z`);
const FRESH = { expiresAt: at('12:00'), openedAt: null, usedAt: null, revokedAt: null };

describe('the state of a link', () => {
  it.each([
    ['issued', FRESH, '11:59:59.999'],
    ['expired', FRESH, '12:00'],
    ['opened', { ...FRESH, openedAt: at('09:00') }, '11:00'],
    ['expired', { ...FRESH, openedAt: at('09:00') }, '12:00'],
    ['revoked', { ...FRESH, openedAt: at('09:00'), revokedAt: at('10:00') }, '13:00'],
    ['used', { ...FRESH, openedAt: at('09:00'), usedAt: at('09:30') }, '13:00'],
    ['used', { ...FRESH, usedAt: at('09:30'), revokedAt: at('10:00') }, '11:00'],
  ])('is %s', (state, dates, now) => {
    expect(stateOf(dates, at(now))).toBe(state);
  });
});
