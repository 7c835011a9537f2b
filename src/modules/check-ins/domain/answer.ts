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

/**
 * What a client says to a check-in. Scores are whole numbers from 0 to 10. Soreness, trend and bruising are null only beside a red
 * flag: whoever tells of one is not asked to fill in the rest first.
 */
export interface CheckInAnswer {
  readonly soreness: number | null;
  readonly sites: readonly BodySite[];
  readonly trend: Trend | null;
  readonly bruising: boolean | null;
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
