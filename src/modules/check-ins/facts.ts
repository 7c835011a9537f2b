/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const CHECK_IN_FACTS = ['check_in.answered'] as const;
