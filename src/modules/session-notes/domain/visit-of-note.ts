/** Statuses of a visit that has taken place, or takes place: of those a note can be written. */
const WRITTEN_OF: readonly string[] = ['arrived', 'in_session', 'completed'];

/** Whether a visit of this status gets a note: from its arrival on, and none that was called off or missed. */
export const canBeWrittenOf = (status: string): boolean => WRITTEN_OF.includes(status);

const OVERDUE_MS = 24 * 3_600_000;

/** Whether something unsigned has been left for more than a day (DOMAIN.md, Records). `since` and `now` are epoch ms. */
export const isOverdue = (since: number, now: number): boolean => now - since > OVERDUE_MS;
