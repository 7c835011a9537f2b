import type { RoomFeature, Technique } from '../api/generated/graphql.js';

export const TECHNIQUE: Readonly<Record<Technique, string>> = {
  SWEDISH: 'Swedish',
  DEEP_TISSUE: 'Deep tissue',
  TRIGGER_POINT: 'Trigger point',
  SPORTS: 'Sports',
  SHIATSU: 'Shiatsu',
  MYOFASCIAL_RELEASE: 'Myofascial release',
  HOT_STONE: 'Hot stone',
  CONSULTATION: 'Consultation',
};

const FEATURE: Readonly<Record<RoomFeature, string>> = {
  TABLE: 'Table',
  FLOOR_MAT: 'Floor mat',
  STONE_HEATER: 'Stone heater',
  WHEELCHAIR_ACCESS: 'Wheelchair access',
};

/** To choose from. */
export const FEATURES = (Object.keys(FEATURE) as RoomFeature[]).map((id) => ({ id, name: FEATURE[id] }));

export const featureWords = (features: readonly RoomFeature[]): string =>
  features.map((feature) => FEATURE[feature]).join(', ');
