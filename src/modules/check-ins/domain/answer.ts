import type { Violation } from '../../../kernel/index.js';
import type { BodySite } from '../../practices/domain/index.js';
import type { RED_FLAGS } from '../../screening/domain/index.js';

/** Of the one list that intake and arrival use too. */
export type RedFlag = (typeof RED_FLAGS)[number];

/** Since the day before. */
export enum Trend {
  BETTER = 'better',
  SAME = 'same',
  WORSE = 'worse',
}

/** What a client says to a check-in. Scores are whole numbers from 0 to 10. */
export interface CheckInAnswer {
  readonly soreness: number;
  readonly sites: readonly BodySite[];
  readonly trend: Trend;
  readonly bruising: boolean;
  readonly redFlags: readonly RedFlag[];
  /** Something unusual that is not on the list of red flags. */
  readonly otherSymptom: boolean;
  readonly remark: string;
  readonly wantsCall: boolean;
  /** Asked in the last one; null where it was not asked or not answered. */
  readonly pain: number | null;
  readonly sleep: number | null;
  readonly mood: number | null;
}

export const HIGHEST_SCORE = 10;
export const LONGEST_REMARK = 2_000;
export const MOST_SITES = 40;

const isScore = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= HIGHEST_SCORE;

/** Which rules an answer breaks; none where it can be kept. */
export function answerViolations(answer: CheckInAnswer): Violation[] {
  const scores = { soreness: answer.soreness, pain: answer.pain, sleep: answer.sleep, mood: answer.mood };
  const wrong = Object.entries(scores).filter(([, value]) => value !== null && !isScore(value));
  const broken = (field: string, rule: string, message: string): Violation => ({ field, rule, message });
  return [
    ...wrong.map(([field]) => broken(field, 'range', `${field} must be a whole number from 0 to ${HIGHEST_SCORE}`)),
    ...(answer.sites.length > MOST_SITES ? [broken('sites', 'maxSize', `sites must be at most ${MOST_SITES}`)] : []),
    ...(answer.remark.length > LONGEST_REMARK
      ? [broken('remark', 'maxLength', `remark must be at most ${LONGEST_REMARK} characters long`)]
      : []),
  ];
}
