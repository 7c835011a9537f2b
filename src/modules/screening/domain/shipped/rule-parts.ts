import { LEGS_AND_ABDOMEN } from '../body-parts.js';
import type { RiskCode } from '../risk.js';
import type { DateWindow, Restriction, RiskRule, RuleLevel } from '../rule.js';
import { SOURCES } from '../sources.js';
import { AdaptationCode } from '../verdict.js';

type Draft = Partial<RiskRule> & Pick<RiskRule, 'reason'>;

export function riskRule(id: string, risk: RiskCode, level: RuleLevel, draft: Draft): RiskRule {
  return {
    id,
    version: '1',
    risk,
    level,
    restrictions: [],
    window: null,
    source: SOURCES.WERNER,
    fixed: false,
    ...draft,
  };
}

export const within = (until: string): DateWindow => ({ anchor: 'named_date', until, afterwards: 'over' });
/** A day's answer counts for 48 hours: by the calendar, for visits until the second day after. */
export const ofTheDay = (afterwards: DateWindow['afterwards']): DateWindow => ({
  anchor: 'answers',
  until: 'P2D',
  afterwards,
});
/** After six weeks past the due date only new answers tell when the pregnancy ended. */
export const PREGNANT: DateWindow = { anchor: 'named_date', until: 'P6W', afterwards: 'unknown' };
/** A pregnancy is counted as 40 weeks: 20 of them are complete 20 weeks before the due date. */
export const PREGNANT_FROM_WEEK_20: DateWindow = { ...PREGNANT, from: '-P20W' };

export const noHeat: Restriction = { code: AdaptationCode.NO_HEAT, where: 'body' };
export const noDeep: Restriction = { code: AdaptationCode.NO_DEEP, where: 'body' };
export const noDeepAtSites: Restriction = { code: AdaptationCode.NO_DEEP, where: 'answered_sites' };
export const noDeepLegsOrAbdomen: Restriction = { code: AdaptationCode.NO_DEEP, where: LEGS_AND_ABDOMEN };
export const avoidSites: Restriction = { code: AdaptationCode.AVOID_SITE, where: 'answered_sites' };
export const sideLying: Restriction = { code: AdaptationCode.SIDE_LYING, where: 'body' };
export const atMost = (maxPressure: number, where: Restriction['where'] = 'body'): Restriction => ({
  code: AdaptationCode.MAX_PRESSURE,
  where,
  maxPressure,
});
export const insteadOf = (text: string): Restriction[] => [{ code: AdaptationCode.SUBSTITUTE, where: 'body', text }];
