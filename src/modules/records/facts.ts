/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const RECORD_FACTS = ['record.erased'] as const;
