import type { RiskProfile } from './risk.js';
import type { Treatment } from './restrictions.js';
import type { RuleSet } from './rule.js';
import { screenAll } from './screen.js';
import type { VisitToScreen } from './screen.js';
import { compareLevels, VerdictLevel } from './verdict.js';

interface Fitting<S> {
  readonly service: S;
  readonly level: VerdictLevel;
}

/** The services that could be booked for the client on that date, those with the fewest reservations first. */
export function fittingServices<S extends Treatment>(
  rules: RuleSet,
  profiles: readonly RiskProfile[],
  { services, ...visit }: Pick<VisitToScreen, 'date' | 'clearances'> & { readonly services: readonly S[] },
): Fitting<S>[] {
  return services
    .map((service) => {
      const { technique, pressure } = service;
      const verdict = screenAll(rules, profiles, { ...visit, technique, pressure, decision: null });
      return { service, level: verdict.level };
    })
    .filter(({ level }) => compareLevels(level, VerdictLevel.DEFER) < 0)
    .sort((a, b) => compareLevels(a.level, b.level));
}
