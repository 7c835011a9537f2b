/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const STAFF_NOTICE_FACTS = ['alert.raised', 'alert.acknowledged'] as const;
