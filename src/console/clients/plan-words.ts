import type { PlanDueState } from '../api/generated/graphql.js';

export const PLAN_DUE: Readonly<Record<PlanDueState, string>> = {
  NOT_DUE: 'not due yet',
  BOOKED: 'booked already',
  DUE: 'due',
  OVERDUE: 'overdue',
  LAPSED: 'long overdue',
};

const UNITS = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const;

/** `every 2 months` of `P2M`. */
export function intervalWords(interval: string): string {
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(interval) ?? [];
  if (!count || !unit) return interval;
  const name = UNITS[unit as keyof typeof UNITS];
  return count === '1' ? `every ${name}` : `every ${count} ${name}s`;
}
