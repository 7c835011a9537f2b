/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const THERAPIST_FACTS = ['therapist.changed'] as const;
