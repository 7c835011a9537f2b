const HOUR_MS = 60 * 60_000;

/** DOMAIN.md, Records: an unsigned draft older than 24 h. */
export const NOTE_OVERDUE_AFTER_MS = 24 * HOUR_MS;

/** Time enough to ring a client before the task is overdue. */
export const NUDGE_BEFORE_MS = 2 * HOUR_MS;
