/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const CLINICAL_ACCESS_FACTS = ['glass.broken'] as const;
