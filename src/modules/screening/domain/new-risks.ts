import { isSameSite } from './body-parts.js';
import { TODAY_RISKS } from './risk.js';
import type { RiskAnswer, RiskProfile } from './risk.js';

/**
 * The answers that say more than all that was known before: they void clearances and decisions, which nobody gave in view
 * of them. Another date or a further site is new; a date or a site that was missing before, and is named now, is not.
 */
export function newRisks(before: readonly RiskProfile[], after: RiskProfile): RiskAnswer[] {
  const known = before.flatMap(({ present }) => present);
  return after.present.filter((answer) => !known.some((old) => covers(old, answer)));
}

function covers(old: RiskAnswer, answer: RiskAnswer): boolean {
  if (old.risk !== answer.risk || TODAY_RISKS.includes(answer.risk)) return false;
  if (old.on !== undefined && old.on !== answer.on) return false;
  const [known, named] = [old.sites ?? [], answer.sites ?? []];
  if (known.length === 0) return true;
  return named.length > 0 && named.every((site) => known.some((one) => isSameSite(one, site)));
}
