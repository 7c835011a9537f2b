import type { Reminder } from './storage/reminders.js';

/** What of a plan a reminder is about, for the ledger's key: the due date, and which attempt where one was withdrawn before. */
export const versionOf = ({ dueOn, attempt }: Pick<Reminder, 'dueOn' | 'attempt'>): string =>
  attempt === 1 ? dueOn : `${dueOn}.${attempt}`;

export function readVersion(version: string): Pick<Reminder, 'dueOn' | 'attempt'> {
  const [dueOn, attempt = '1'] = version.split('.') as [string, string?];
  return { dueOn, attempt: Number(attempt) };
}
