import type { BodySite } from '../../practices/domain/index.js';
import type { RiskCode } from './risk.js';
import type { AdaptationCode, VerdictLevel } from './verdict.js';

/** Where a restriction holds: everywhere, at the sites of the answer, on the whole limb of those, or at fixed sites. */
export type Where = 'body' | 'answered_sites' | 'limb_of_sites' | readonly BodySite[];

/** What the session must not be, or must be. */
export interface Restriction {
  readonly code: AdaptationCode;
  readonly where: Where;
  /** For `max_pressure`: 1 to 5 on Walton's scale. */
  readonly maxPressure?: number;
  /** In plain words; without it, the words of the code. */
  readonly text?: string;
}

/**
 * On which local dates of visits a rule counts, both ends included, in calendar arithmetic: P6M from 31 August ends on
 * the last day of February. A rule whose answer lacks the date that it is counted from always counts.
 */
export interface DateWindow {
  /** Counted from the date that the answer names, or from the day of the answers. */
  readonly anchor: 'named_date' | 'answers';
  /** ISO 8601, may be negative; without it, the rule counts from ever. */
  readonly from?: string;
  /** ISO 8601. */
  readonly until: string;
  /** What is true later: nothing is left of the risk, or nobody knows and it is asked again. */
  readonly afterwards: 'over' | 'unknown';
}

/** The level that a rule gives by itself. `adapt` becomes `defer` where the service does not fit the restrictions. */
export type RuleLevel = VerdictLevel.ADAPT | VerdictLevel.CLEARANCE | VerdictLevel.DEFER | VerdictLevel.EMERGENCY;

interface RuleBase {
  readonly id: string;
  /** `1` as shipped; `1+3` with the practice's third override of it. */
  readonly version: string;
  readonly window: DateWindow | null;
  /** In plain words; never a diagnosis. */
  readonly reason: string;
  readonly source: string;
}

export interface RiskRule extends RuleBase {
  readonly risk: RiskCode;
  readonly level: RuleLevel;
  readonly restrictions: readonly Restriction[];
  /** Never lifted by the therapist, made milder or switched off: clot, heart, stroke, platelets, bone metastasis, red flags. */
  readonly fixed: boolean;
}

/** Says that too little is known. Its level is `not_screened`, and nothing lifts it but answers. */
export type AnswerRule = RuleBase;

/** Why too little is known: no answers, too old ones, an open question, or an answer of a day that is over. */
export type AnswerGap = 'missing' | 'too_old' | 'open' | 'lapsed';

export interface RuleSet {
  readonly id: string;
  readonly version: string;
  /** What whoever uses the set must know. */
  readonly notice: string;
  readonly risks: readonly RiskRule[];
  readonly answers: Readonly<Record<AnswerGap, AnswerRule>>;
}
