import { h } from '../../../platform/pages/index.js';
import type { Html } from '../../../platform/pages/index.js';
import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { BodySite } from '../../practices/domain/index.js';
import { apart } from './body-places.js';
import type { IntakeMessages } from './messages.js';

/** Half a figure on a field of 100 by 220, its middle at 50; the other half is its mirror image. */
const OUTLINE =
  'M50 6c7 0 11 5 11 12 0 6-3 10-5 12v6c6 3 16 3 20 8 4 6 4 16 6 26 2 12 5 24 6 36 1 6-1 10-3 10s-4-4-5-9c-3-12-5-20-8-30l-3-14c-1 10-1 18-1 24 2 8 3 16 3 26 0 16-4 28-5 44-1 12 0 22-2 30-1 5 3 8 2 11-2 3-10 2-11-2-1-6 0-14-1-24-1-14-1-30-4-50';

interface Spot {
  readonly y: number;
  /** How far from the middle, for a side. */
  readonly x: number;
  readonly on: 'front' | 'back';
}

const spot = (x: number, y: number, on: Spot['on'] = 'front'): Spot => ({ x, y, on });

const SPOTS: Readonly<Record<BodyRegion, Spot>> = {
  [BodyRegion.HEAD]: spot(6, 12, 'back'),
  [BodyRegion.FACE]: spot(5, 17),
  [BodyRegion.JAW]: spot(6, 26),
  [BodyRegion.NECK]: spot(4, 34, 'back'),
  [BodyRegion.SHOULDER]: spot(22, 46),
  [BodyRegion.UPPER_ARM]: spot(29, 64),
  [BodyRegion.ELBOW]: spot(32, 80),
  [BodyRegion.FOREARM]: spot(34, 93),
  [BodyRegion.WRIST]: spot(36, 104),
  [BodyRegion.HAND]: spot(36, 113),
  [BodyRegion.CHEST_WALL]: spot(12, 48),
  [BodyRegion.BREAST]: spot(11, 59),
  [BodyRegion.ABDOMEN]: spot(9, 82),
  [BodyRegion.UPPER_BACK]: spot(12, 48, 'back'),
  [BodyRegion.MID_BACK]: spot(11, 64, 'back'),
  [BodyRegion.LOWER_BACK]: spot(10, 82, 'back'),
  [BodyRegion.HIP]: spot(19, 100),
  [BodyRegion.GLUTEAL]: spot(11, 104, 'back'),
  [BodyRegion.UPPER_INNER_THIGH]: spot(6, 116),
  [BodyRegion.THIGH]: spot(14, 132),
  [BodyRegion.KNEE]: spot(13, 154),
  [BodyRegion.LOWER_LEG]: spot(12, 176),
  [BodyRegion.ANKLE]: spot(10, 198),
  [BodyRegion.FOOT]: spot(12, 207),
};

/** Front and back with what is marked, for orientation: the list beside it says the same in words. */
export function bodyFigures(sites: readonly BodySite[], { body }: IntakeMessages): Html {
  return h(
    'div',
    { class: 'figures', 'aria-hidden': 'true' },
    (['front', 'back'] as const).map((view) => figure(view, apart(sites), body)),
  );
}

function figure(view: Spot['on'], sites: readonly BodySite[], body: IntakeMessages['body']): Html {
  const [left, right] = view === 'front' ? [BodySide.RIGHT, BodySide.LEFT] : [BodySide.LEFT, BodySide.RIGHT];
  // What was sent may name places that there are not.
  const marks = sites.filter(({ region }) => Object.hasOwn(SPOTS, region) && SPOTS[region].on === view);
  return h('figure', null, [
    h('svg', { viewBox: '0 0 100 220', focusable: 'false' }, [
      h('path', { class: 'body-line', d: OUTLINE }),
      h('path', { class: 'body-line', d: OUTLINE, transform: 'translate(100 0) scale(-1 1)' }),
      ...marks.map((site) => mark(site, view)),
    ]),
    h('figcaption', null, `${body.sides[left]} · ${body[view]} · ${body.sides[right]}`),
  ]);
}

/** The left of somebody who faces us is on our right. */
function mark({ region, side }: BodySite, view: Spot['on']): Html {
  const { x, y } = SPOTS[region];
  const way = side === BodySide.CENTRE ? 0 : (side === BodySide.LEFT) === (view === 'front') ? 1 : -1;
  return h('circle', { class: 'body-mark', cx: 50 + way * x, cy: y, r: 5 });
}
