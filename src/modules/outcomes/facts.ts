/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const OUTCOME_FACTS = ['measurement.recorded'] as const;
