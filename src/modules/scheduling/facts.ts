/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const SCHEDULING_FACTS = ['schedule.changed'] as const;
