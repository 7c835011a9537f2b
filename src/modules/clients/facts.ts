/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const CLIENT_FACTS = ['client.changed', 'client.merged', 'client.merge_undone'] as const;
