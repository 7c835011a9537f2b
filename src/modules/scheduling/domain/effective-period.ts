import { InvalidInput } from '../../../kernel/index.js';
import type { Period } from './replace-hours.js';
import { dayOfDate, localDate, startOfDay } from './zoned-time.js';

export interface Effective {
  /** `YYYY-MM-DD`. Left out: today by the clinic's calendar. */
  readonly effectiveFrom?: string | null;
  /** `YYYY-MM-DD`, inclusive. Left out: for good. */
  readonly effectiveTo?: string | null;
}

/** The dates on which new hours hold. `now` is in epoch ms. Throws `InvalidInput` for an end before the begin. */
export function effectivePeriod({ effectiveFrom, effectiveTo }: Effective, zone: string, now: number): Period {
  const from = effectiveFrom ?? localDate(zone, now);
  const to = effectiveTo ?? null;
  if (to !== null && to < from) {
    throw InvalidInput.of('effectiveTo', 'notBeforeFrom', `effectiveTo must not be before effectiveFrom (${from}).`);
  }
  return { from, to };
}

/** The time that other hours in a period can change: hours of its last date may run over midnight, by a day at most. */
export function timeOfPeriod({ from, to }: Period, zone: string): { from: Date; to: Date | null } {
  return {
    from: new Date(startOfDay(zone, dayOfDate(from))),
    to: to === null ? null : new Date(startOfDay(zone, dayOfDate(to) + 2)),
  };
}
