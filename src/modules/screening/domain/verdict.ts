import type { BodySite } from '../../practices/domain/index.js';
import type { RiskCode } from './risk.js';

/** What screening says of one visit, mildest first: the worst rule wins (DOMAIN.md, Screening). */
export enum VerdictLevel {
  CLEAR = 'clear',
  NOT_SCREENED = 'not_screened',
  ADAPT = 'adapt',
  CLEARANCE = 'clearance',
  DEFER = 'defer',
  EMERGENCY = 'emergency',
}

/** What the front desk sees of a verdict: never why. */
export enum ScreeningLabel {
  CLEAR = 'clear',
  NOT_SCREENED = 'not_screened',
  ADAPTATIONS_NOTED = 'adaptations_noted',
  CLEARANCE_NEEDED = 'clearance_needed',
  NOT_NOW = 'not_now',
  URGENT = 'urgent',
}

export enum AdaptationCode {
  AVOID_SITE = 'avoid_site',
  NO_HEAT = 'no_heat',
  NO_DEEP = 'no_deep',
  MAX_PRESSURE = 'max_pressure',
  SIDE_LYING = 'side_lying',
  SUBSTITUTE = 'substitute',
}

/** Why a rule no longer holds a visit up. */
export enum Lifted {
  /** A health professional's clearance is valid on the day of the visit. */
  BY_CLEARANCE = 'by_clearance',
  /** The treating therapist decided so for this visit. */
  BY_DECISION = 'by_decision',
}

/** One rule that applies to the visit. */
export interface Reason {
  readonly ruleId: string;
  /** Of the rule as this practice has it: `1` as shipped, `1+3` with the practice's third override. */
  readonly version: string;
  readonly level: VerdictLevel;
  /** In plain words. */
  readonly text: string;
  readonly source: string;
  /** The answer that brought it up; null where there are no answers, or too old ones. */
  readonly risk: RiskCode | null;
  /** Null while it counts. */
  readonly lifted: Lifted | null;
}

/** How the session must differ from what the service usually is. */
export interface Adaptation {
  readonly code: AdaptationCode;
  /** Where; empty means the whole body. */
  readonly sites: readonly BodySite[];
  /** On Walton's scale from 1 to 5, where the pressure is limited. */
  readonly maxPressure: number | null;
  /** In plain words. */
  readonly text: string;
  readonly ruleId: string;
  readonly version: string;
}

export interface Verdict {
  readonly level: VerdictLevel;
  /** Worst first; with those that were lifted. */
  readonly reasons: readonly Reason[];
  readonly adaptations: readonly Adaptation[];
}

const LEVELS = Object.values(VerdictLevel);

/** Negative where `a` is milder than `b`, positive where it is worse. */
export const compareLevels = (a: VerdictLevel, b: VerdictLevel): number => LEVELS.indexOf(a) - LEVELS.indexOf(b);

export const worstLevel = (levels: readonly VerdictLevel[]): VerdictLevel =>
  levels.reduce((worst, level) => (compareLevels(level, worst) > 0 ? level : worst), VerdictLevel.CLEAR);

const LABELS: Readonly<Record<VerdictLevel, ScreeningLabel>> = {
  [VerdictLevel.CLEAR]: ScreeningLabel.CLEAR,
  [VerdictLevel.NOT_SCREENED]: ScreeningLabel.NOT_SCREENED,
  [VerdictLevel.ADAPT]: ScreeningLabel.ADAPTATIONS_NOTED,
  [VerdictLevel.CLEARANCE]: ScreeningLabel.CLEARANCE_NEEDED,
  [VerdictLevel.DEFER]: ScreeningLabel.NOT_NOW,
  [VerdictLevel.EMERGENCY]: ScreeningLabel.URGENT,
};

export const labelOf = (level: VerdictLevel): ScreeningLabel => LABELS[level];

/**
 * Whether the client must answer (again) before a session, whatever else the verdict says: an adaptation outranks
 * `not_screened`, and does not answer the open questions.
 */
export const isUnscreened = ({ reasons }: Pick<Verdict, 'reasons'>): boolean =>
  reasons.some(({ level }) => level === VerdictLevel.NOT_SCREENED);
