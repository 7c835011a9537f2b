import type { VisitDecision } from './screen.js';
import type { Verdict, VerdictLevel } from './verdict.js';

/** A decision in view of this verdict: it lifts what stands against the visit now at these levels, and nothing that comes later. */
export function decisionOn({ reasons }: Pick<Verdict, 'reasons'>, levels: readonly VerdictLevel[]): VisitDecision {
  const lifts = reasons
    .filter(({ level, lifted }) => lifted === null && levels.includes(level))
    .map(({ ruleId, level }) => ({ ruleId, level }));
  return { lifts };
}
