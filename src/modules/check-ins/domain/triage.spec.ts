import { RED_FLAGS } from '../../screening/domain/index.js';
import { WELL } from './answer.arbitraries.js';
import { Trend } from './answer.js';
import type { CheckInAnswer } from './answer.js';
import { SHIPPED_SETTINGS } from './settings.js';
import { suggestsLessPressure, Triage, triageOf } from './triage.js';

const MINUTE = 1 / 60;
const ofAnswer = (
  answer: Partial<CheckInAnswer>,
  elapsedHours = 24,
  previousSoreness: number | null = null,
  settings = SHIPPED_SETTINGS,
): Triage => triageOf({ answer: { ...WELL, ...answer }, elapsedHours, previousSoreness }, settings);

describe('triage of an answer', () => {
  it.each([
    ['nothing at all', {}, 24, null, 'expected'],
    ['soreness 1 at 24 h', { soreness: 1 }, 24, null, 'expected'],
    ['soreness 4 at 24 h', { soreness: 4 }, 24, null, 'expected'],
    ['soreness 5 at 24 h', { soreness: 5 }, 24, null, 'watch'],
    ['soreness 6 at 24 h', { soreness: 6 }, 24, null, 'watch'],
    ['soreness 7 at 24 h', { soreness: 7 }, 24, null, 'follow_up'],
    ['soreness 10 at 24 h', { soreness: 10 }, 24, null, 'follow_up'],
    ['worse, without soreness', { trend: Trend.WORSE }, 24, null, 'watch'],
    ['better', { soreness: 3, trend: Trend.BETTER }, 24, null, 'expected'],
    ['soreness 1 a minute before 48 h', { soreness: 1 }, 48 - MINUTE, null, 'expected'],
    ['soreness 1 at 48 h', { soreness: 1 }, 48, null, 'watch'],
    ['soreness 1 a minute before 72 h', { soreness: 1 }, 72 - MINUTE, null, 'watch'],
    ['soreness 1 at 72 h', { soreness: 1 }, 72, null, 'follow_up'],
    ['soreness 1 a minute before 7 days', { soreness: 1 }, 168 - MINUTE, null, 'follow_up'],
    ['soreness 1 at 7 days', { soreness: 1 }, 168, null, 'refer'],
    ['soreness 10 at 7 days', { soreness: 10, bruising: true }, 200, null, 'refer'],
    ['none at 7 days', {}, 168, null, 'expected'],
    ['none at 48 h', {}, 48, null, 'expected'],
    ['up by 1', { soreness: 3 }, 40, 2, 'expected'],
    ['up by 2', { soreness: 3 }, 40, 1, 'follow_up'],
    ['up by 2 from none', { soreness: 2 }, 40, 0, 'follow_up'],
    ['down by 4', { soreness: 2 }, 40, 6, 'expected'],
    ['bruising', { bruising: true }, 24, null, 'follow_up'],
    ['bruising at 7 days, without soreness', { bruising: true }, 168, null, 'follow_up'],
    ['a call wanted', { wantsCall: true }, 24, null, 'follow_up'],
    ['a symptom not on the list', { otherSymptom: true }, 24, null, 'follow_up'],
    ['a red flag beside all else', { redFlags: [RED_FLAGS[0]], soreness: 9, bruising: true }, 200, 0, 'emergency'],
    ['bad pain, sleep and mood alone', { pain: 10, sleep: 0, mood: 0 }, 24, null, 'expected'],
  ] as const)('%s is %s', (_, answer, elapsed, previous, expected) => {
    expect(ofAnswer(answer, elapsed, previous)).toBe(expected);
  });

  it.each(RED_FLAGS)('%s alone is an emergency', (flag) => {
    expect(ofAnswer({ redFlags: [flag] })).toBe(Triage.EMERGENCY);
  });

  it('goes by the thresholds of the practice', () => {
    const settings = { ...SHIPPED_SETTINGS, soreFrom: 3, watchFrom: 3, followUpFrom: 9, referAfterHours: 96 };
    expect(ofAnswer({ soreness: 3 }, 24, null, settings)).toBe(Triage.WATCH);
    expect(ofAnswer({ soreness: 8 }, 24, null, settings)).toBe(Triage.WATCH);
    expect(ofAnswer({ soreness: 2 }, 96, null, settings)).toBe(Triage.EXPECTED);
    expect(ofAnswer({ soreness: 3 }, 96, null, settings)).toBe(Triage.REFER);
  });

  it('suggests less pressure from a follow-up on', () => {
    expect(Object.values(Triage).filter(suggestsLessPressure)).toEqual(['follow_up', 'refer', 'emergency']);
  });
});
