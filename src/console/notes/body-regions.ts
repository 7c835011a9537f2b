import type { BodyRegion, BodySiteInput } from '../api/generated/graphql.js';

export type BodyView = 'front' | 'back';
type Point = readonly [x: number, y: number];

/** A place of the body map, as one looks at it. Units are those of the drawing, `BODY_WIDTH` by `BODY_HEIGHT`. */
export interface Place {
  readonly site: BodySiteInput;
  readonly path: string;
  readonly middle: Point;
}

export const BODY_WIDTH = 280;
export const BODY_HEIGHT = 634;
const MIDDLE = BODY_WIDTH / 2;
const ROUNDING = 9;

/** Corners of what stands in the middle, and of the half at the onlooker's left; its mirror image is made of it. */
type Shapes = readonly (readonly [BodyRegion, ...Point[]])[];

const ARM: Shapes = [
  ['SHOULDER', [91, 144], [91, 186], [58, 200], [50, 184], [58, 159], [74, 147]],
  ['UPPER_ARM', [91, 187], [87, 241], [46, 241], [51, 200], [58, 201]],
  ['ELBOW', [87, 242], [83, 282], [41, 282], [46, 242]],
  ['FOREARM', [83, 283], [73, 334], [33, 334], [41, 283]],
  ['WRIST', [73, 335], [69, 374], [29, 374], [33, 335]],
  ['HAND', [69, 375], [70, 400], [60, 424], [26, 424], [20, 400], [29, 375]],
];
const LEG: Shapes = [
  ['KNEE', [131, 447], [127, 486], [87, 486], [83, 447]],
  ['LOWER_LEG', [127, 487], [125, 549], [91, 549], [85, 516], [87, 487]],
  ['ANKLE', [127, 550], [127, 589], [91, 589], [91, 550]],
  ['FOOT', [128, 590], [130, 629], [78, 629], [80, 611], [91, 590]],
];
const THIGH_FRONT: Shapes = [
  ['HIP', [MIDDLE, 310], [MIDDLE, 350], [81, 350], [85, 310]],
  ['UPPER_INNER_THIGH', [138, 351], [136, 400], [100, 400], [100, 351]],
  ['THIGH', [99, 351], [99, 401], [136, 401], [132, 446], [83, 446], [79, 398], [81, 351]],
];

const HALVES: Readonly<Record<BodyView, Shapes>> = {
  front: [
    ['JAW', [MIDDLE, 83], [MIDDLE, 120], [118, 120], [104, 104], [101, 83]],
    ['NECK', [MIDDLE, 121], [MIDDLE, 160], [92, 160], [92, 146], [117, 131], [117, 121]],
    ['CHEST_WALL', [MIDDLE, 161], [MIDDLE, 203], [92, 203], [92, 161]],
    ['BREAST', [MIDDLE, 204], [MIDDLE, 248], [92, 248], [92, 204]],
    ...ARM,
    ...THIGH_FRONT,
    ...LEG,
  ],
  back: [
    ['NECK', [MIDDLE, 100], [MIDDLE, 160], [92, 160], [92, 146], [112, 131], [114, 100]],
    ['UPPER_BACK', [MIDDLE, 161], [MIDDLE, 208], [92, 208], [92, 161]],
    ['MID_BACK', [MIDDLE, 209], [MIDDLE, 258], [94, 258], [92, 209]],
    ['LOWER_BACK', [MIDDLE, 259], [MIDDLE, 309], [85, 309], [94, 259]],
    ['HIP', [103, 310], [101, 363], [80, 363], [81, 334], [85, 310]],
    ['GLUTEAL', [MIDDLE, 310], [MIDDLE, 367], [102, 367], [104, 310]],
    ['THIGH', [138, 368], [132, 446], [83, 446], [80, 368]],
    ...ARM,
    ...LEG,
  ],
};
const WHOLE: Readonly<Record<BodyView, Shapes>> = {
  front: [
    ['HEAD', [179, 43], [101, 43], [104, 19], [122, 5], [158, 5], [176, 19]],
    ['FACE', [179, 44], [179, 82], [101, 82], [101, 44]],
    ['ABDOMEN', [188, 249], [186, 276], [195, 309], [85, 309], [94, 276], [92, 249]],
  ],
  back: [
    [
      'HEAD',
      [179, 43],
      [176, 78],
      [166, 99],
      [114, 99],
      [104, 78],
      [101, 43],
      [104, 19],
      [122, 5],
      [158, 5],
      [176, 19],
    ],
  ],
};

/** From the head down, and from the left of the onlooker to the right. */
export const PLACES: Readonly<Record<BodyView, readonly Place[]>> = {
  front: placesOf('front'),
  back: placesOf('back'),
};

function placesOf(view: BodyView): Place[] {
  const mirrored = ([x, y]: Point): Point => [BODY_WIDTH - x, y];
  // One looks at the front face to face: there the left of the person is at the right.
  const [here, there] = view === 'front' ? (['RIGHT', 'LEFT'] as const) : (['LEFT', 'RIGHT'] as const);
  return [
    ...WHOLE[view].map(([region, ...corners]) => place({ region, side: 'CENTRE' }, corners)),
    ...HALVES[view].flatMap(([region, ...corners]) => [
      place({ region, side: here }, corners),
      place({ region, side: there }, corners.map(mirrored)),
    ]),
  ].sort((a, b) => a.middle[1] - b.middle[1] || a.middle[0] - b.middle[0]);
}

function place(site: BodySiteInput, corners: readonly Point[]): Place {
  return { site, path: rounded(corners), middle: middleOf(corners) };
}

/** The centre of a polygon's area. */
function middleOf(corners: readonly Point[]): Point {
  let [area, atX, atY] = [0, 0, 0];
  for (const [i, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    const cross = x * nextY - nextX * y;
    area += cross;
    atX += (x + nextX) * cross;
    atY += (y + nextY) * cross;
  }
  return [atX / (3 * area), atY / (3 * area)];
}

/** A closed path through the corners, each of them rounded off. */
function rounded(corners: readonly Point[]): string {
  const steps = corners.map((corner, i) => {
    const before = towards(corner, corners.at(i - 1)!);
    const after = towards(corner, corners[(i + 1) % corners.length]!);
    return `${i === 0 ? 'M' : 'L'}${before.join(' ')}Q${corner.join(' ')} ${after.join(' ')}`;
  });
  return `${steps.join('')}Z`;
}

function towards([x, y]: Point, [toX, toY]: Point): Point {
  const length = Math.hypot(toX - x, toY - y);
  const part = Math.min(ROUNDING, length / 2) / length;
  const round = (n: number): number => Math.round(n * 10) / 10;
  return [round(x + (toX - x) * part), round(y + (toY - y) * part)];
}

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The place that an arrow key leads to: near, and rather ahead than aside. Undefined where there is none, or the key is another. */
export function placeBeside(from: Place, key: string, places: readonly Place[]): Place | undefined {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  const distance = ({ middle: [x, y] }: Place): number => {
    const [dx, dy] = [x - from.middle[0], y - from.middle[1]];
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    return ahead > aside / 2 ? ahead + 2 * aside : Number.POSITIVE_INFINITY;
  };
  const others = places.filter((one) => one !== from && Number.isFinite(distance(one)));
  return others.reduce<Place | undefined>(
    (best, one) => (best && distance(best) <= distance(one) ? best : one),
    undefined,
  );
}

export const siteKey = ({ region, side }: BodySiteInput): string => `${region} ${side}`;

/** Whether something said of one place stands on the other: what is on both sides stands on each. */
export const isAt = (said: BodySiteInput, place: BodySiteInput): boolean =>
  said.region === place.region &&
  (said.side === place.side || said.side === 'BOTH' || place.side === 'CENTRE' || said.side === 'CENTRE');
