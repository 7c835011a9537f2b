/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const FOLLOW_UP_FACTS = ['follow_up.opened', 'follow_up.brought_forward', 'follow_up.done'] as const;
