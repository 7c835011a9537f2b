import { compareSlots, REASON_WEIGHTS, slotKey, slotsAfter } from './slot.js';
import type { Slot } from './slot.js';

const slot = (localDate: string, hour: number, score: number, clinicId = 'clinic-1'): Slot => {
  const start = Date.parse(`${localDate}T00:00Z`) + hour * 3_600_000;
  return { clinicId, start, end: start + 3_600_000, localDate, score, therapists: [], roomIds: [] };
};

const early = slot('2026-07-06', 9, 0);
const earlyElsewhere = slot('2026-07-06', 9, 0, 'clinic-2');
const good = slot('2026-07-06', 11, 2);
const best = slot('2026-07-06', 15, 5);
const nextDay = slot('2026-07-07', 8, 7);
const all = [nextDay, good, earlyElsewhere, best, early];

describe('the order of slots', () => {
  it('is by start and clinic when the earliest is asked for', () => {
    const sorted = [...all].sort((a, b) => compareSlots('earliest', a, b));
    expect(sorted).toEqual([early, earlyElsewhere, good, best, nextDay]);
  });

  it('puts the best of the first day first otherwise, and days in order', () => {
    const sorted = [...all].sort((a, b) => compareSlots('best_match', a, b));
    expect(sorted).toEqual([best, good, early, earlyElsewhere, nextDay]);
  });

  it('lets a reason outweigh all weaker ones together', () => {
    expect(REASON_WEIGHTS.preferred_therapist).toBeGreaterThan(
      REASON_WEIGHTS.experience_match + REASON_WEIGHTS.fewer_gaps,
    );
    expect(REASON_WEIGHTS.experience_match).toBeGreaterThan(REASON_WEIGHTS.fewer_gaps);
  });

  it('continues behind a key, also when its slot has gone', () => {
    const sorted = [best, good, early, earlyElsewhere, nextDay];
    const key = slotKey(good);
    expect(key).toEqual({
      localDate: '2026-07-06',
      score: 2,
      start: Date.parse('2026-07-06T11:00Z'),
      clinicId: 'clinic-1',
    });
    expect(slotsAfter(sorted, 'best_match', key)).toEqual([early, earlyElsewhere, nextDay]);
    const without = sorted.filter((candidate) => candidate !== good);
    expect(slotsAfter(without, 'best_match', key)).toEqual([early, earlyElsewhere, nextDay]);
  });
});
