import { visitFlags } from './visit-flags.js';

const HOUR = 3_600_000;
const visit = { start: 10 * HOUR, end: 11 * HOUR };
const quiet = {
  status: 'booked',
  visit,
  firstVisit: false,
  overridden: false,
  therapistDecides: false,
  now: 9 * HOUR,
  away: [],
} as const;

describe('flags of a visit on the board', () => {
  it('points out that a coming visit is not confirmed', () => {
    expect(visitFlags(quiet)).toEqual(['unconfirmed']);
    expect(visitFlags({ ...quiet, status: 'confirmed' })).toEqual([]);
  });

  it('points out a client who should be here', () => {
    expect(visitFlags({ ...quiet, now: 10 * HOUR })).toEqual(['late']);
    expect(visitFlags({ ...quiet, now: 10 * HOUR, status: 'arrived' })).toEqual([]);
  });

  it('points out a first visit and set-aside rules whatever the status', () => {
    expect(visitFlags({ ...quiet, status: 'completed', firstVisit: true, overridden: true })).toEqual([
      'first_visit',
      'rules_overridden',
    ]);
  });

  it('points out a visit at which its therapist is to look, until the session has begun', () => {
    const asked = { ...quiet, status: 'confirmed', therapistDecides: true } as const;
    expect(visitFlags(asked)).toEqual(['therapist_decides']);
    expect(visitFlags({ ...asked, status: 'arrived' })).toEqual(['therapist_decides']);
    expect(visitFlags({ ...asked, status: 'in_session' })).toEqual([]);
    expect(visitFlags({ ...asked, status: 'cancelled' })).toEqual([]);
  });

  it('expects a client whose visit waits for a clearance', () => {
    const pending = { ...quiet, status: 'pending_clearance' } as const;
    expect(visitFlags(pending)).toEqual([]);
    expect(visitFlags({ ...pending, now: 10 * HOUR })).toEqual(['late']);
  });

  it('points out a visit over which somebody is away, unless that was meant', () => {
    const away = [{ start: 10.5 * HOUR, end: 12 * HOUR }];
    expect(visitFlags({ ...quiet, status: 'confirmed', away })).toEqual(['needs_place']);
    expect(visitFlags({ ...quiet, status: 'confirmed', away, overridden: true })).toEqual(['rules_overridden']);
    expect(visitFlags({ ...quiet, status: 'confirmed', away: [{ start: 11 * HOUR, end: 12 * HOUR }] })).toEqual([]);
  });
});
