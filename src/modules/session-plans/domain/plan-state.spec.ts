import { DueState, dueState, PLAN_STEPS, PlanStatus, possibleSteps, statusAfter } from './plan-state.js';
import type { PlanStep } from './plan-state.js';

const { PROPOSED, ACTIVE, PAUSED, ENDED } = PlanStatus;
const USUAL = { lead: 'P3D', nudge: 'P7D' };
const { NOT_DUE, DUE, OVERDUE, LAPSED, BOOKED } = DueState;

describe('where a plan stands', () => {
  it.each([
    ['2026-01-08', NOT_DUE],
    ['2026-01-09', DUE], // the lead of three days begins
    ['2026-01-12', DUE],
    ['2026-01-13', OVERDUE],
    ['2026-01-19', OVERDUE], // the nudge goes out
    ['2026-01-20', LAPSED],
    ['2027-01-20', LAPSED],
  ])('that is due on 12 January is, on %s, %s', (today, state) => {
    const asked = { dueOn: '2026-01-12', today, intervals: USUAL };
    expect(dueState({ ...asked, hasVisitToCome: false })).toBe(state);
    expect(dueState({ ...asked, hasVisitToCome: true })).toBe(BOOKED);
  });
});

describe('a step of a plan', () => {
  const reached: Readonly<Record<PlanStep, (PlanStatus | null)[]>> = {
    change: [PROPOSED, ACTIVE, PAUSED, null],
    accept: [ACTIVE, null, null, null],
    pause: [null, PAUSED, null, null],
    resume: [null, null, ACTIVE, null],
    end: [ENDED, ENDED, ENDED, null],
  };
  it.each(Object.keys(PLAN_STEPS) as PlanStep[])('%s', (step) => {
    expect([PROPOSED, ACTIVE, PAUSED, ENDED].map((status) => statusAfter(step, status))).toEqual(reached[step]);
  });

  it('is named where it can be taken', () => {
    expect(possibleSteps(PROPOSED)).toEqual(['change', 'accept', 'end']);
    expect(possibleSteps(PAUSED)).toEqual(['change', 'resume', 'end']);
    expect(possibleSteps(ENDED)).toEqual([]);
  });
});
