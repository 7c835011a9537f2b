import { Goal, GOAL_SUGGESTIONS, Season, suggestionFor } from './goal.js';
import { startingTerms, termsViolations } from './plan-terms.js';
import type { PlanTerms } from './plan-terms.js';

const { ACUTE_OR_SPECIFIC, CHRONIC_NECK_OR_LOW_BACK_PAIN, HEADACHE_OR_MIGRAINE, FIBROMYALGIA } = Goal;
const { RECOVERY_OR_SPORT, WELLNESS } = Goal;
const start = (goal: Goal, season: Season | null = null): PlanTerms =>
  startingTerms(suggestionFor(goal, season)!, '2026-01-05');

describe('the starting suggestions (DOMAIN.md, Session plan)', () => {
  it.each([
    [ACUTE_OR_SPECIFIC, null, 'P7D', null, { min: 4, max: 6 }, { min: 30, max: 45 }, null, null],
    [CHRONIC_NECK_OR_LOW_BACK_PAIN, null, 'P7D', null, { min: 8, max: 10 }, { min: 60, max: 60 }, 'P14D', null],
    [HEADACHE_OR_MIGRAINE, null, 'P7D', null, { min: 6, max: 6 }, null, null, null],
    [FIBROMYALGIA, null, 'P7D', null, { min: 5, max: null }, null, null, { min: 1, max: 3 }],
    [RECOVERY_OR_SPORT, Season.IN_SEASON, 'P7D', null, null, null, null, null],
    [RECOVERY_OR_SPORT, Season.OUT_OF_SEASON, 'P14D', 'P1M', null, null, null, null],
    [WELLNESS, null, 'P14D', 'P1M', null, null, null, null],
  ])('%s %s', (goal, season, interval, longestInterval, block, sessionMinutes, maintenanceInterval, pressure) => {
    expect(suggestionFor(goal, season)).toMatchObject({
      ...{ goal, season, interval, longestInterval, block, sessionMinutes, maintenanceInterval, pressure },
    });
  });

  it('are there for every goal, promise nothing, and name no interval by an unclear word', () => {
    expect(new Set(GOAL_SUGGESTIONS.map(({ goal }) => goal))).toEqual(new Set(Object.values(Goal)));
    const labels = GOAL_SUGGESTIONS.map(({ label }) => label).join(' ');
    expect(labels).not.toMatch(/cure|heal|treats?\b|bi-?(week|month)ly/i);
  });

  it('need a season for sport, and have none for anything else', () => {
    expect(suggestionFor(RECOVERY_OR_SPORT, null)).toBeUndefined();
    expect(suggestionFor(WELLNESS, Season.IN_SEASON)).toBeUndefined();
  });
});

describe('the terms that a plan starts with', () => {
  it('plan the longer block and are looked at when the shorter one could be over', () => {
    expect(start(ACUTE_OR_SPECIFIC)).toMatchObject({
      blockSessions: 6,
      blockFrom: '2026-01-05',
      reviewOn: '2026-02-02',
    });
    expect(start(CHRONIC_NECK_OR_LOW_BACK_PAIN)).toMatchObject({ blockSessions: 10, reviewOn: '2026-03-02' });
    expect(start(FIBROMYALGIA)).toMatchObject({ blockSessions: 5, reviewOn: '2026-02-09' });
  });

  it('without a block are looked at after three months', () => {
    expect(start(WELLNESS)).toMatchObject({ blockSessions: null, reviewOn: '2026-04-05' });
  });

  it('break no rule, whatever the goal', () => {
    for (const suggestion of GOAL_SUGGESTIONS) {
      expect(termsViolations(startingTerms(suggestion, '2026-01-31'))).toEqual([]);
    }
  });
});

describe('the terms of a plan break a rule', () => {
  it.each<[string, Partial<PlanTerms>]>([
    ['interval', { interval: 'P13M' }],
    ['interval', { interval: 'P1W' }],
    ['maintenanceInterval', { maintenanceInterval: 'fortnightly' }],
    ['season', { season: Season.IN_SEASON }],
    ['season', { goal: RECOVERY_OR_SPORT }],
    ['blockSessions', { blockSessions: 0 }],
    ['blockSessions', { blockSessions: 61 }],
    ['blockSessions', { blockSessions: 2.5 }],
    ['reviewOn', { reviewOn: '2026-01-04' }],
    ['sessionMinutes', { sessionMinutes: { min: 60, max: 45 } }],
    ['sessionMinutes', { sessionMinutes: { min: 5, max: 45 } }],
    ['sessionMinutes', { sessionMinutes: { min: 30, max: 241 } }],
    ['pressure', { pressure: { min: 0, max: 3 } }],
    ['pressure', { pressure: { min: 2, max: 6 } }],
    ['pressure', { pressure: { min: 3, max: 2 } }],
    ['remarks', { remarks: 'x'.repeat(4001) }],
  ])('in %s: %j', (field, change) => {
    expect(termsViolations({ ...start(ACUTE_OR_SPECIFIC), ...change }).map((one) => one.field)).toEqual([field]);
  });
});
