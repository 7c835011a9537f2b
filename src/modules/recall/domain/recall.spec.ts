import { DueState, dueState } from '../../session-plans/domain/index.js';
import { nextLookOn, NoReminderReason, recallOf } from './recall.js';
import type { RecallInput } from './recall.js';

const { NOT_DUE, BOOKED, DUE, OVERDUE, LAPSED } = DueState;
const NOTHING = { first: null, nudge: null };
const intervals = { lead: 'P3D', nudge: 'P7D' };

/** A plan that is due on Monday, 12 January 2026, and has been known for long. */
const plan = (today: string, more: Partial<RecallInput> & { readonly booked?: boolean } = {}): RecallInput => {
  const { booked = false, ...rest } = more;
  const state = dueState({
    dueOn: '2026-01-12',
    today,
    intervals: rest.intervals ?? intervals,
    hasVisitToCome: booked,
  });
  const usual = { dueOn: '2026-01-12', knownOn: '2025-01-01', planned: NOTHING, hindrance: null };
  return { ...usual, today, intervals, dueState: state, ...rest };
};
const REMINDED = { first: '2026-01-09', nudge: null };
const NUDGED = { first: '2026-01-09', nudge: '2026-01-19' };

describe('a client who is due on 12 January', () => {
  it.each([
    ['2026-01-08', NOT_DUE, null, '2026-01-09'],
    ['2026-01-09', DUE, 'first', '2026-01-13'], // the lead of three days begins
    ['2026-01-12', DUE, 'first', '2026-01-13'],
    ['2026-01-13', OVERDUE, 'first', '2026-01-20'],
    ['2026-01-19', OVERDUE, 'first', '2026-01-20'],
    ['2026-02-20', LAPSED, 'first', null], // a visit long after the due date was called off
  ])('and was never reminded, on %s: %s, %s', (today, state, step, lookOn) => {
    expect(recallOf(plan(today))).toEqual({ state, step, reason: null });
    expect(nextLookOn(plan(today))).toBe(lookOn);
  });

  it.each([
    ['2026-01-09', DUE, null, '2026-01-13'],
    ['2026-01-13', OVERDUE, null, '2026-01-19'],
    ['2026-01-18', OVERDUE, null, '2026-01-19'],
    ['2026-01-19', OVERDUE, 'nudge', '2026-01-20'],
    ['2026-01-25', LAPSED, 'nudge', null], // something stood in the way until now
  ])('and was reminded on the 9th, on %s: %s, %s', (today, state, step, lookOn) => {
    expect(recallOf(plan(today, { planned: REMINDED }))).toEqual({ state, step, reason: null });
    expect(nextLookOn(plan(today, { planned: REMINDED }))).toBe(lookOn);
  });

  it.each([
    ['2026-01-19', OVERDUE, '2026-01-20'],
    ['2026-01-20', LAPSED, null],
    ['2027-01-20', LAPSED, null],
  ])('and was reminded twice, on %s: %s, and never again', (today, state, lookOn) => {
    expect(recallOf(plan(today, { planned: NUDGED }))).toEqual({ state, step: null, reason: null });
    expect(nextLookOn(plan(today, { planned: NUDGED }))).toBe(lookOn);
  });

  it('and was reminded late, is nudged no sooner than a week after that, and has not lapsed until then', () => {
    const planned = { first: '2026-01-21', nudge: null };
    expect(recallOf(plan('2026-01-27', { planned }))).toEqual({ state: OVERDUE, step: null, reason: null });
    expect(nextLookOn(plan('2026-01-21', { planned }))).toBe('2026-01-28');
    expect(recallOf(plan('2026-01-28', { planned }))).toEqual({ state: OVERDUE, step: 'nudge', reason: null });
    const both = { ...planned, nudge: '2026-01-28' };
    expect(recallOf(plan('2026-01-28', { planned: both })).state).toBe(OVERDUE);
    expect(recallOf(plan('2026-01-29', { planned: both })).state).toBe(LAPSED);
  });

  it('and has a visit to come, is not reminded', () => {
    const reason = NoReminderReason.VISIT_BOOKED;
    expect(recallOf(plan('2026-01-12', { booked: true }))).toEqual({ state: BOOKED, step: null, reason });
    expect(nextLookOn(plan('2026-01-12', { booked: true }))).toBeNull();
  });

  it.each(Object.values(NoReminderReason))(
    'and is hindered (%s), is not reminded, and is looked at again the next day',
    (hindrance) => {
      expect(recallOf(plan('2026-01-10', { hindrance }))).toEqual({ state: DUE, step: null, reason: hindrance });
      expect(nextLookOn(plan('2026-01-10', { hindrance }))).toBe('2026-01-11');
    },
  );

  it('is looked at every day while screening says not now, since that may end with a date; of the rest one is told', () => {
    const late = (hindrance: NoReminderReason): string | null => nextLookOn(plan('2026-03-01', { hindrance }));
    expect(late(NoReminderReason.NOT_NOW)).toBe('2026-03-02');
    expect(late(NoReminderReason.OPTED_OUT)).toBeNull();
  });

  it('follows the practice’s own intervals', () => {
    const own = { intervals: { lead: 'P0D', nudge: 'P14D' } };
    expect(recallOf(plan('2026-01-11', own)).state).toBe(NOT_DUE);
    expect(recallOf(plan('2026-01-12', own)).step).toBe('first');
    const planned = { first: '2026-01-12', nudge: null };
    expect(recallOf(plan('2026-01-25', { ...own, planned })).step).toBeNull();
    expect(recallOf(plan('2026-01-26', { ...own, planned })).step).toBe('nudge');
  });
});

describe('a client who was brought from elsewhere', () => {
  it.each([
    ['2026-01-19', 'first', null],
    ['2026-01-20', null, NoReminderReason.LONG_OVERDUE],
    ['2026-06-01', null, NoReminderReason.LONG_OVERDUE],
  ])('on %s, due on 12 January: %s, %s', (knownOn, step, reason) => {
    expect(recallOf(plan('2026-06-02', { knownOn }))).toEqual({ state: LAPSED, step, reason });
  });

  it('is reminded of the next due date like everybody', () => {
    expect(recallOf({ ...plan('2026-06-02', { knownOn: '2026-06-01' }), dueOn: '2026-06-04', dueState: DUE })).toEqual({
      ...{ state: DUE, step: 'first', reason: null },
    });
  });
});
