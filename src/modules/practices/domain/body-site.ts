/** The regions of the body map, as intake forms, findings, adaptations and check-ins name them. */
export enum BodyRegion {
  HEAD = 'head',
  FACE = 'face',
  JAW = 'jaw',
  NECK = 'neck',
  SHOULDER = 'shoulder',
  UPPER_ARM = 'upper_arm',
  ELBOW = 'elbow',
  FOREARM = 'forearm',
  WRIST = 'wrist',
  HAND = 'hand',
  CHEST_WALL = 'chest_wall',
  BREAST = 'breast',
  ABDOMEN = 'abdomen',
  UPPER_BACK = 'upper_back',
  MID_BACK = 'mid_back',
  LOWER_BACK = 'lower_back',
  HIP = 'hip',
  GLUTEAL = 'gluteal',
  UPPER_INNER_THIGH = 'upper_inner_thigh',
  THIGH = 'thigh',
  KNEE = 'knee',
  LOWER_LEG = 'lower_leg',
  ANKLE = 'ankle',
  FOOT = 'foot',
}

/** As the person has it, not as one looks at them. */
export enum BodySide {
  LEFT = 'left',
  RIGHT = 'right',
  BOTH = 'both',
  CENTRE = 'centre',
}

/** One place of the body map. */
export interface BodySite {
  readonly region: BodyRegion;
  readonly side: BodySide;
}

/** Treated only with written consent for that session (DOMAIN.md, Records, consent, licences). */
export const SENSITIVE_REGIONS: readonly BodyRegion[] = [
  BodyRegion.UPPER_INNER_THIGH,
  BodyRegion.CHEST_WALL,
  BodyRegion.BREAST,
  BodyRegion.GLUTEAL,
];
