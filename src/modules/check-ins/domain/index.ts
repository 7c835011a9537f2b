export { Trend } from './answer.js';
export type { CheckInAnswer } from './answer.js';
export {
  askAnswered,
  asksAfter,
  asksAfterAnswer,
  AskStep,
  closesAt,
  fromThenOn,
  isLastAsk,
  replannedAsks,
  sendingsOf,
} from './asks.js';
export type { Ask, Timing } from './asks.js';
export { answersIn, CHECK_IN_FORM, checkInAnswer, checkInForm, urgentAnswers } from './check-in-form.js';
export { CheckInState } from './check-in-state.js';
export { bookedTreatment, expectedSoreness, sorestTreatment } from './expected-soreness.js';
export type { Treatment } from './expected-soreness.js';
export { lastSoreness } from './last-soreness.js';
export type { LastSoreness } from './last-soreness.js';
export { SHIPPED_SETTINGS, settingsViolations, withChanges } from './settings.js';
export type { CheckInSettings, SettingsChanges } from './settings.js';
export { suggestsLessPressure, TO_WATCH, Triage, triageOf } from './triage.js';
export { withinOneWorkingDay } from './working-day.js';
