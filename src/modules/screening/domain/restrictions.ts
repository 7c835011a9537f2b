import { Technique, TECHNIQUES } from '../../practices/domain/index.js';
import type { BodySite, PressureRange } from '../../practices/domain/index.js';
import { distinctSites, limbOf } from './body-parts.js';
import type { RiskAnswer } from './risk.js';
import type { Restriction, RiskRule } from './rule.js';
import { AdaptationCode } from './verdict.js';
import type { Adaptation } from './verdict.js';

/** Of a service, what screening looks at. */
export interface Treatment {
  readonly technique: Technique;
  /** Null where nothing is pressed. */
  readonly pressure: PressureRange | null;
}

/** Pressure 4-5 is deep whatever the technique (DOMAIN.md, Screening). */
const MOST_NOT_DEEP = 3;
const DEEP_TECHNIQUES: readonly Technique[] = [Technique.DEEP_TISSUE, Technique.TRIGGER_POINT];

/** The sites at which it holds for this answer; none means the whole body, also where the client did not say where. */
function sitesOf({ where }: Restriction, { sites = [] }: RiskAnswer): readonly BodySite[] {
  if (where === 'body') return [];
  if (where === 'answered_sites') return sites;
  if (where === 'limb_of_sites') return distinctSites(sites.flatMap(limbOf));
  return where;
}

/**
 * Whether the service can be given within the restriction. One that concerns a site leaves the rest of the body; one
 * for the whole body needs an allowed technique whose lowest pressure is within the cap.
 */
export function isFitting(restriction: Restriction, answer: RiskAnswer, { technique, pressure }: Treatment): boolean {
  if (sitesOf(restriction, answer).length > 0) return true;
  const lowest = (pressure ?? TECHNIQUES[technique].pressure)?.min ?? 0;
  switch (restriction.code) {
    case AdaptationCode.NO_HEAT:
      return technique !== Technique.HOT_STONE;
    case AdaptationCode.NO_DEEP:
      return !DEEP_TECHNIQUES.includes(technique) && lowest <= MOST_NOT_DEEP;
    case AdaptationCode.MAX_PRESSURE:
      return lowest <= (restriction.maxPressure ?? 0);
    case AdaptationCode.AVOID_SITE:
    case AdaptationCode.SIDE_LYING:
    case AdaptationCode.SUBSTITUTE:
      return true;
  }
}

/** How a session under this rule must differ, for one answer. */
export function adaptationsOf({ id, version, restrictions }: RiskRule, answer: RiskAnswer): Adaptation[] {
  return restrictions.map((restriction) => {
    const sites = sitesOf(restriction, answer);
    const isSomewhere = restriction.where !== 'body' && sites.length === 0;
    return {
      code: restriction.code,
      sites,
      maxPressure: limitOf(restriction),
      text: textOf(restriction, isSomewhere),
      ruleId: id,
      version,
    };
  });
}

/** The most pressure that it leaves, 1 to 5; null where it sets no limit. */
export function limitOf({ code, maxPressure }: Restriction): number | null {
  if (code === AdaptationCode.NO_DEEP) return MOST_NOT_DEEP;
  return maxPressure ?? null;
}

/** In plain words: the practice's, or those of the code. */
export function textOf(restriction: Restriction, isSomewhere = false): string {
  if (restriction.text !== undefined) return restriction.text;
  const askWhere = isSomewhere ? ' The client did not say where: ask.' : '';
  switch (restriction.code) {
    case AdaptationCode.AVOID_SITE:
      return `Avoid the site.${askWhere}`;
    case AdaptationCode.NO_HEAT:
      return 'No hot stones.';
    case AdaptationCode.NO_DEEP:
      return `No deep tissue or trigger point work, and pressure ${MOST_NOT_DEEP} at most.${askWhere}`;
    case AdaptationCode.MAX_PRESSURE:
      return `Pressure ${restriction.maxPressure} at most.${askWhere}`;
    case AdaptationCode.SIDE_LYING:
      return 'Let the client lie on the side.';
    case AdaptationCode.SUBSTITUTE:
      return 'Use a substitute.';
  }
}

/** One adaptation for each rule and code: two fractures are two sites of one. A whole body includes its sites. */
export function mergeAdaptations(all: readonly Adaptation[]): Adaptation[] {
  const merged = new Map<string, Adaptation>();
  for (const one of all) {
    const key = `${one.ruleId} ${one.code}`;
    const other = merged.get(key);
    merged.set(key, other ? join(other, one) : one);
  }
  return [...merged.values()];
}

function join(a: Adaptation, b: Adaptation): Adaptation {
  if (a.sites.length === 0) return a;
  if (b.sites.length === 0) return b;
  return { ...a, sites: distinctSites([...a.sites, ...b.sites]) };
}
