import type { VisitOfMineFragment } from '../api/generated/graphql.js';
import { siteWords } from '../notes/note-words.js';
import { wordsOf } from '../ui/words.js';

type Preferences = VisitOfMineFragment['client']['preferences'];
type Finding = NonNullable<NonNullable<VisitOfMineFragment['lastNote']>['content']>['findings'][number];

/** `pressure 2, music: rain`; empty where nothing is known. */
export const preferenceWords = ({ pressure, music, aroma, draping }: Preferences): string =>
  [
    pressure && `pressure ${pressure}`,
    music && `music: ${music}`,
    aroma && `aroma: ${aroma}`,
    draping && `draping: ${draping}`,
  ]
    .filter(Boolean)
    .join(', ');

/** `Shoulder, left: trigger point, 6/10 (after tennis)`. */
export const findingWords = ({ region, side, kind, intensity, remark }: Finding): string =>
  `${siteWords({ region, side })}: ${wordsOf(kind)}, ${intensity}/10${remark ? ` (${remark})` : ''}`;
