import { readFileSync } from 'node:fs';
import { FREED, isLive, possibleSteps, STATUSES, TAKEN_BACK, TRANSITIONS, whyNot } from './status.js';
import type { Hand, Status, Step, TransitionName } from './status.js';

const NAMES = Object.keys(TRANSITIONS) as TransitionName[];
const MIGRATION = readFileSync('migrations/20261122000800-create-appointments.ts', 'utf8');
const SCREENING = readFileSync('migrations/20261126000400-screen-appointments.ts', 'utf8');
const quoted = (text: string): string[] => [...text.matchAll(/'(\w+)'/g)].map(([, word]) => word!);
const HOUR = 3_600_000;

describe('statuses of an appointment', () => {
  it('are the ones that the table knows', () => {
    const [, check] = /STATUSES_NOW = `\(([^)]+)\)/.exec(SCREENING)!;
    expect(quoted(check!)).toEqual([...STATUSES]);
  });

  it('free the time exactly where the exclusion constraints do not look', () => {
    const [, live] = /LIVE = `status NOT IN \(([^)]+)\)`/.exec(MIGRATION)!;
    expect(quoted(live!)).toEqual([...FREED]);
    expect(STATUSES.filter((status) => !isLive(status))).toEqual([...FREED]);
  });

  it('can all be reached, from a hold or from a booking', () => {
    const reached = new Set<Status>(['held', 'booked']);
    for (let before = -1; before < reached.size;) {
      before = reached.size;
      for (const name of NAMES) {
        const { from, to } = TRANSITIONS[name];
        if ((from as readonly Status[]).some((status) => reached.has(status))) reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  it('lead on from everywhere but from the end, and there a mis-click can be taken back', () => {
    const left = new Set(NAMES.flatMap((name) => [...TRANSITIONS[name].from] as Status[]));
    const ends = STATUSES.filter((status) => !left.has(status));
    expect(ends).toEqual(['completed', 'cancelled', 'no_show']);
    expect(ends.every((status) => TAKEN_BACK.includes(status))).toBe(true);
    expect(TAKEN_BACK).not.toContain('held');
    expect(TAKEN_BACK).not.toContain('booked');
  });

  it.each(NAMES)('%s names who may do it and what it tells the program', (name) => {
    const { by, emits, to } = TRANSITIONS[name];
    expect(by.length).toBeGreaterThan(0);
    expect(emits).toMatch(/^appointment\.[a-z_]+$/);
    expect(STATUSES).toContain(to);
  });

  it('tell their facts apart', () => {
    expect(new Set(NAMES.map((name) => TRANSITIONS[name].emits)).size).toBe(NAMES.length);
  });
});

describe('a change of status', () => {
  const start = 10 * HOUR;

  it.each([
    ['arrive', 'booked', 6.9, 'too_early'],
    ['arrive', 'booked', 7, null],
    ['arrive', 'arrived', 9, 'wrong_status'],
    ['start', 'arrived', 8.9, 'too_early'],
    ['start', 'booked', 10, 'wrong_status'],
    ['mark_no_show', 'confirmed', 9.9, 'too_early'],
    ['mark_no_show', 'confirmed', 10, null],
    ['complete', 'in_session', 10, null],
    ['cancel', 'completed', 12, 'wrong_status'],
    ['cancel', 'booked', 1, null],
    ['release', 'held', 1, null],
    ['release', 'booked', 1, 'wrong_status'],
    ['lapse', 'pending_clearance', -14.1, 'too_early'],
    ['lapse', 'pending_clearance', -14, null],
    ['lapse', 'booked', 9, 'wrong_status'],
    ['cancel', 'pending_clearance', 1, null],
    ['clear_pending', 'pending_clearance', 1, null],
    ['confirm', 'pending_clearance', 1, 'wrong_status'],
    ['arrive', 'pending_clearance', 9, 'wrong_status'],
  ] as const)('%s from %s at %d h, for a visit at 10 h: %s', (name, status, hour, verdict) => {
    expect(whyNot(name, { status, start, now: hour * HOUR })).toBe(verdict);
  });
});

describe('the steps that are open', () => {
  const start = 100 * HOUR;

  it.each<[Hand, Status, hoursBefore: number, Step[]]>([
    ['desk', 'held', 30, ['release']],
    ['desk', 'pending_clearance', 30, ['cancel', 'move']],
    ['desk', 'booked', 30, ['confirm', 'cancel', 'move']],
    ['desk', 'booked', 3, ['confirm', 'arrive', 'cancel', 'move']],
    ['desk', 'confirmed', 0, ['arrive', 'mark_no_show', 'cancel', 'take_back', 'move']],
    ['desk', 'arrived', 2, ['cancel', 'take_back']],
    ['desk', 'arrived', 1, ['start', 'cancel', 'take_back']],
    ['desk', 'in_session', -1, ['complete', 'take_back']],
    ['desk', 'cancelled', 30, ['take_back']],
    ['desk', 'expired', 30, []],
    ['own_therapist', 'booked', 3, ['arrive']],
    ['own_therapist', 'confirmed', 0, ['arrive', 'mark_no_show']],
    ['own_therapist', 'in_session', -1, ['complete', 'take_back']],
    ['own_therapist', 'cancelled', 30, []],
  ])('%s, %s, %d hours before the visit', (hand, status, hoursBefore, steps) => {
    expect(possibleSteps(hand, { status, start, now: start - hoursBefore * HOUR })).toEqual(steps);
  });
});
