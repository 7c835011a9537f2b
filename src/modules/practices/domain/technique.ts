import { RoomFeature } from './room-feature.js';

/** What a service can consist of (DOMAIN.md, Techniques). */
export enum Technique {
  SWEDISH = 'swedish',
  DEEP_TISSUE = 'deep_tissue',
  TRIGGER_POINT = 'trigger_point',
  SPORTS = 'sports',
  SHIATSU = 'shiatsu',
  MYOFASCIAL_RELEASE = 'myofascial_release',
  HOT_STONE = 'hot_stone',
  CONSULTATION = 'consultation',
}

/** How much soreness is to be expected after a session. */
export enum Soreness {
  NONE = 'none',
  LOW = 'low',
  MEDIUM = 'medium',
  HIGH = 'high',
}

/** Both ends included, on Walton's scale from 1 (lightest) to 5 (deepest). */
export interface PressureRange {
  readonly min: number;
  readonly max: number;
}

export interface TechniqueGuide {
  readonly character: string;
  /** What the technique is given with; null where nothing is pressed. */
  readonly pressure: PressureRange | null;
  readonly soreness: Soreness;
  /** A room needs one feature out of each group. The first of a group is the usual one. */
  readonly roomNeeds: readonly (readonly RoomFeature[])[];
}

const { TABLE, FLOOR_MAT, STONE_HEATER } = RoomFeature;

/** DOMAIN.md, Techniques. */
export const TECHNIQUES: Readonly<Record<Technique, TechniqueGuide>> = {
  [Technique.SWEDISH]: {
    character: 'Long gliding strokes, kneading and circular motion on superficial muscle.',
    pressure: { min: 1, max: 3 },
    soreness: Soreness.LOW,
    roomNeeds: [[TABLE]],
  },
  [Technique.DEEP_TISSUE]: {
    character: 'Slow strokes and deep pressure on deeper layers and adhesions.',
    pressure: { min: 3, max: 5 },
    soreness: Soreness.HIGH,
    roomNeeds: [[TABLE]],
  },
  [Technique.TRIGGER_POINT]: {
    character: 'Sustained pressure on knots.',
    pressure: { min: 3, max: 5 },
    soreness: Soreness.HIGH,
    roomNeeds: [[TABLE]],
  },
  [Technique.SPORTS]: {
    character: 'Stretching, compression and deep tissue work for active people.',
    pressure: { min: 2, max: 5 },
    soreness: Soreness.MEDIUM,
    roomNeeds: [[TABLE]],
  },
  [Technique.SHIATSU]: {
    character: 'Finger pressure along meridian lines, clothed.',
    pressure: { min: 2, max: 4 },
    soreness: Soreness.MEDIUM,
    roomNeeds: [[FLOOR_MAT, TABLE]],
  },
  [Technique.MYOFASCIAL_RELEASE]: {
    character: 'Sustained low-load stretch of fascia.',
    pressure: { min: 2, max: 4 },
    soreness: Soreness.MEDIUM,
    roomNeeds: [[TABLE]],
  },
  [Technique.HOT_STONE]: {
    character: 'Heated stones with gliding strokes.',
    pressure: { min: 1, max: 3 },
    soreness: Soreness.LOW,
    roomNeeds: [[TABLE], [STONE_HEATER]],
  },
  [Technique.CONSULTATION]: {
    character: 'Talk, assessment and plan, without treatment.',
    pressure: null,
    soreness: Soreness.NONE,
    roomNeeds: [],
  },
};

/** The features that a room usually needs for a technique: what a service requires unless the practice says otherwise. */
export const usualFeatures = (technique: Technique): RoomFeature[] =>
  TECHNIQUES[technique].roomNeeds.flatMap(([usual]) => usual ?? []);
