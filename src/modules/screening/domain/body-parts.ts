import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { BodySite } from '../../practices/domain/index.js';

const R = BodyRegion;

const ARM = [R.SHOULDER, R.UPPER_ARM, R.ELBOW, R.FOREARM, R.WRIST, R.HAND];
const LEG = [R.HIP, R.GLUTEAL, R.UPPER_INNER_THIGH, R.THIGH, R.KNEE, R.LOWER_LEG, R.ANKLE, R.FOOT];
/** Whose lymph drains with the arm's. */
const ARM_QUADRANT = [R.CHEST_WALL, R.BREAST, R.UPPER_BACK];

const both = (regions: readonly BodyRegion[]): BodySite[] => regions.map((region) => ({ region, side: BodySide.BOTH }));

/** Where nothing deep is done in pregnancy. */
export const LEGS_AND_ABDOMEN: readonly BodySite[] = [
  { region: R.ABDOMEN, side: BodySide.CENTRE },
  ...both([R.UPPER_INNER_THIGH, R.THIGH, R.KNEE, R.LOWER_LEG, R.ANKLE, R.FOOT]),
];

/**
 * The whole limb to which a site belongs or whose lymph passes it, with the site itself: breast, chest wall and upper back go
 * with the arm of their side, the abdomen with both legs. Head, neck and the lower back stand for themselves.
 */
export function limbOf(site: BodySite): BodySite[] {
  const side = site.side === BodySide.CENTRE ? BodySide.BOTH : site.side;
  const on = (regions: readonly BodyRegion[]): BodySite[] => regions.map((region) => ({ region, side }));
  if (ARM.includes(site.region)) return on(ARM);
  if (ARM_QUADRANT.includes(site.region)) return [site, ...on(ARM)];
  if (LEG.includes(site.region)) return on(LEG);
  if (site.region === R.ABDOMEN) return [site, ...both(LEG)];
  return [site];
}

export const isSameSite = (a: BodySite, b: BodySite): boolean => a.region === b.region && a.side === b.side;

export const distinctSites = (sites: readonly BodySite[]): BodySite[] =>
  sites.filter((site, at) => sites.findIndex((other) => isSameSite(site, other)) === at);
