/** DOMAIN.md, Records, consent, licences: how many days before its last valid date somebody is told, the earliest first. */
export const WARN_DAYS_BEFORE = [60, 30, 7] as const;

/** The warning that is due so many days before the last valid date: of those whose time has come, the latest. Null: none yet, or it is over. */
export function warningDue(daysLeft: number): string | null {
  if (daysLeft < 0) return null;
  const due = WARN_DAYS_BEFORE.findLast((days) => daysLeft <= days);
  return due === undefined ? null : `${due}d`;
}
