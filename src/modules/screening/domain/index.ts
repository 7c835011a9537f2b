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
export { worstLevel } from './verdict.js';
export type { Adaptation, Reason, Verdict } from './verdict.js';
