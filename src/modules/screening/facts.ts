/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const SCREENING_FACTS = [
  'clearance.recorded',
  'clearance.requested',
  'clearance.withdrawn',
  'risks.noted',
  'screening.decided',
] as const;
