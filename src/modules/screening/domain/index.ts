export { DATED_RISKS, RED_FLAGS, RiskCode, SITED_RISKS, TODAY_RISKS } from './risk.js';
export type { RiskAnswer, RiskProfile } from './risk.js';
export {
  AdaptationCode,
  compareLevels,
  isUnscreened,
  labelOf,
  Lifted,
  ScreeningLabel,
  VerdictLevel,
} from './verdict.js';
export type { Adaptation, Reason, Verdict } from './verdict.js';
export { clearanceViolations } from './clearance.js';
export type { ValidClearance } from './clearance.js';
export { decisionOn } from './decision.js';
export { fittingServices } from './fitting-services.js';
export { newRisks } from './new-risks.js';
export { limitOf, textOf } from './restrictions.js';
export type { Treatment } from './restrictions.js';
export type { AnswerRule, Restriction, RiskRule, RuleLevel, RuleSet } from './rule.js';
export { findRule, overrideViolations, withOverrides } from './rule-override.js';
export type { RuleChanges, RuleOverride } from './rule-override.js';
export { screenAll } from './screen.js';
export type { VisitDecision } from './screen.js';
export { SHIPPED_RULES } from './shipped/shipped-rules.js';
