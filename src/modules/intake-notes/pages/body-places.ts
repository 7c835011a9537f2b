import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { BodySite } from '../../practices/domain/index.js';

const { LEFT, CENTRE, RIGHT, BOTH } = BodySide;
const OF_A_PAIR = [LEFT, RIGHT] as const;
const ACROSS = [LEFT, CENTRE, RIGHT] as const;

type Group = 'head' | 'arms' | 'front' | 'back' | 'legs';

/** The body from head to foot, in parts that fit on a phone's screen. */
export const GROUPS: Readonly<Record<Group, readonly BodyRegion[]>> = {
  head: [BodyRegion.HEAD, BodyRegion.FACE, BodyRegion.JAW, BodyRegion.NECK],
  arms: [
    BodyRegion.SHOULDER,
    BodyRegion.UPPER_ARM,
    BodyRegion.ELBOW,
    BodyRegion.FOREARM,
    BodyRegion.WRIST,
    BodyRegion.HAND,
  ],
  front: [BodyRegion.CHEST_WALL, BodyRegion.BREAST, BodyRegion.ABDOMEN],
  back: [BodyRegion.UPPER_BACK, BodyRegion.MID_BACK, BodyRegion.LOWER_BACK, BodyRegion.GLUTEAL],
  legs: [
    BodyRegion.HIP,
    BodyRegion.UPPER_INNER_THIGH,
    BodyRegion.THIGH,
    BodyRegion.KNEE,
    BodyRegion.LOWER_LEG,
    BodyRegion.ANKLE,
    BodyRegion.FOOT,
  ],
};

const WITH_A_MIDDLE = new Set<BodyRegion>([
  ...GROUPS.head,
  ...[BodyRegion.CHEST_WALL, BodyRegion.ABDOMEN],
  ...[BodyRegion.UPPER_BACK, BodyRegion.MID_BACK, BodyRegion.LOWER_BACK],
]);

/** The sides that can be marked of a region. */
export const sidesOf = (region: BodyRegion): readonly BodySide[] => (WITH_A_MIDDLE.has(region) ? ACROSS : OF_A_PAIR);

/** How a place is called in a form. */
export const placeOf = ({ region, side }: BodySite): string => `${region}:${side}`;

/** The place that a form calls so; whether there is one is for the form's rules to say. */
export function siteAt(place: string): BodySite {
  const [region, side] = place.split(':') as [BodyRegion, BodySide];
  return { region, side };
}

/** Both sides as the two that they are. */
export function apart(sites: readonly BodySite[]): BodySite[] {
  return sites.flatMap((site) => (site.side === BOTH ? OF_A_PAIR.map((side) => ({ ...site, side })) : [site]));
}
