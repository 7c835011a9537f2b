/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const SESSION_PLAN_FACTS = ['session_plan.changed'] as const;
