import { MOST_DEGREES } from './instrument.js';

export enum Joint {
  NECK = 'neck',
  TRUNK = 'trunk',
  SHOULDER = 'shoulder',
  ELBOW = 'elbow',
  FOREARM = 'forearm',
  WRIST = 'wrist',
  HIP = 'hip',
  KNEE = 'knee',
  ANKLE = 'ankle',
}

export enum Movement {
  FLEXION = 'flexion',
  EXTENSION = 'extension',
  LATERAL_FLEXION = 'lateral_flexion',
  ROTATION = 'rotation',
  ABDUCTION = 'abduction',
  ADDUCTION = 'adduction',
  INTERNAL_ROTATION = 'internal_rotation',
  EXTERNAL_ROTATION = 'external_rotation',
  PRONATION = 'pronation',
  SUPINATION = 'supination',
  RADIAL_DEVIATION = 'radial_deviation',
  ULNAR_DEVIATION = 'ulnar_deviation',
  DORSIFLEXION = 'dorsiflexion',
  PLANTARFLEXION = 'plantarflexion',
  INVERSION = 'inversion',
  EVERSION = 'eversion',
}

/** As the person has it; null of a movement in the middle of the body, such as bending the neck forward. */
export enum MovedSide {
  LEFT = 'left',
  RIGHT = 'right',
}

/** Which movement was measured. */
export interface MeasuredMovement {
  readonly joint: Joint;
  readonly movement: Movement;
  readonly side: MovedSide | null;
}

const M = Movement;

/** How far joints usually move, in degrees: the averages for adults that goniometry is taught with (AAOS). */
export const USUAL_DEGREES: Readonly<Record<Joint, Readonly<Partial<Record<Movement, number>>>>> = {
  [Joint.NECK]: { [M.FLEXION]: 45, [M.EXTENSION]: 45, [M.LATERAL_FLEXION]: 45, [M.ROTATION]: 60 },
  [Joint.TRUNK]: { [M.FLEXION]: 80, [M.EXTENSION]: 25, [M.LATERAL_FLEXION]: 35, [M.ROTATION]: 45 },
  [Joint.SHOULDER]: {
    [M.FLEXION]: 180,
    [M.EXTENSION]: 60,
    [M.ABDUCTION]: 180,
    [M.INTERNAL_ROTATION]: 70,
    [M.EXTERNAL_ROTATION]: 90,
  },
  [Joint.ELBOW]: { [M.FLEXION]: 150, [M.EXTENSION]: 0 },
  [Joint.FOREARM]: { [M.PRONATION]: 80, [M.SUPINATION]: 80 },
  [Joint.WRIST]: { [M.FLEXION]: 80, [M.EXTENSION]: 70, [M.RADIAL_DEVIATION]: 20, [M.ULNAR_DEVIATION]: 30 },
  [Joint.HIP]: {
    [M.FLEXION]: 120,
    [M.EXTENSION]: 30,
    [M.ABDUCTION]: 45,
    [M.ADDUCTION]: 30,
    [M.INTERNAL_ROTATION]: 45,
    [M.EXTERNAL_ROTATION]: 45,
  },
  [Joint.KNEE]: { [M.FLEXION]: 135, [M.EXTENSION]: 0 },
  [Joint.ANKLE]: { [M.DORSIFLEXION]: 20, [M.PLANTARFLEXION]: 50, [M.INVERSION]: 35, [M.EVERSION]: 15 },
};

/** Joints that are in the middle of the body; all others have a side. */
const MIDDLE: readonly Joint[] = [Joint.NECK, Joint.TRUNK];
/** What goes to one side even so. */
const SIDEWAYS: readonly Movement[] = [M.LATERAL_FLEXION, M.ROTATION];

/** Supple people move further than is usual; what is further still than this is a slip of the pen. In degrees. */
const SUPPLENESS = 30;

/** The most degrees accepted of a movement, or null where the joint does not move that way. */
export function mostDegrees({ joint, movement }: Pick<MeasuredMovement, 'joint' | 'movement'>): number | null {
  const usual = USUAL_DEGREES[joint][movement];
  return usual === undefined ? null : Math.min(usual + SUPPLENESS, MOST_DEGREES);
}

/** Whether a movement of a joint is done to one side: bending the neck forward is not, turning it and bending a knee are. */
export const hasSide = ({ joint, movement }: Pick<MeasuredMovement, 'joint' | 'movement'>): boolean =>
  !MIDDLE.includes(joint) || SIDEWAYS.includes(movement);
