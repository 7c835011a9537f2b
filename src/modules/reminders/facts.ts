/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const REMINDER_FACTS = ['reminders.settings_changed'] as const;
