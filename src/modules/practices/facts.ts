/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const PRACTICE_FACTS = ['practice.changed', 'room.changed', 'clinic.changed'] as const;
