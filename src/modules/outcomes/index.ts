export { OUTCOME_FACTS } from './facts.js';
export {
  OutcomeChange as OutcomeChangeType,
  OutcomePoint as OutcomePointType,
  toChange,
  toPoint,
} from './graphql/outcome-types.js';
export {
  MeasuredMovement as MeasuredMovementType,
  Score as ScoreType,
  ScoreInput,
  toScore,
  toScoreValue,
} from './graphql/score-types.js';
export { OutcomesModule } from './outcomes.module.js';
export { ReadMeasurements } from './read-measurements.js';
export { RecordMeasurement } from './record-measurement.js';
export { OutcomesPart } from './outcomes-part.js';
