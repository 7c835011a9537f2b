import { INSTRUMENTS } from '../instrument.js';
import { Moment } from '../measurement.js';
import { FAINT, INK, mark, ring, STYLES, treatmentWedge } from './marks.js';
import { withUnit } from './measured-name.js';
import { PLOT, WIDTH } from './layout.js';
import type { Layout } from './layout.js';
import { treatmentLetters } from './plot.js';
import { element, text } from './svg.js';
import type { Svg } from './svg.js';

interface Entry {
  readonly label: string;
  /** Draws what the label explains, in a box of 28 by 20 whose middle is given. */
  readonly sign: (x: number, y: number) => Svg;
}

const ROW = 26;
const SIGN = 34;
const LETTER = 15;
const GAP = 22;
/** The widest a character of the font is on the average, at 14 px: a legend must not overlap where fonts differ. */
const CHARACTER = 7.6;
/** A label beyond this many characters is cut; the whole name stands in the description. */
const LONGEST = 60;

/** What the marks and letters mean, in as many rows as they need, and the height of the whole picture. */
export function legend(layout: Layout): { readonly drawn: Svg[]; readonly height: number } {
  let [x, row] = [PLOT.left, 0];
  const place = (width: number): { x: number; y: number } => {
    if (x > PLOT.left && x + width > WIDTH - 8) [x, row] = [PLOT.left, row + 1];
    const at = { x, y: PLOT.bottom + 56 + row * ROW };
    x += width + GAP;
    return at;
  };
  const draw = ({ label, sign }: Entry, room: number): Svg[] => {
    const at = place(room + label.length * CHARACTER);
    const place14 = { x: at.x + room, y: at.y + 5, 'font-size': 14, fill: INK };
    return [sign(at.x + 10, at.y), element('text', place14, text(label))];
  };
  const drawn = marksOf(layout).flatMap((entry) => draw(entry, SIGN));
  if (layout.treatments.length > 0) [x, row] = [PLOT.left, row + 1];
  drawn.push(...lettersOf(layout).flatMap((entry) => draw(entry, SIGN - LETTER + 4)));
  return { drawn, height: PLOT.bottom + 56 + row * ROW + 22 };
}

function marksOf({ series: { measured, points }, dense }: Layout): Entry[] {
  const shown = Object.values(Moment).filter((moment) => points.some((point) => point.moment === moment));
  const marks = shown.map((moment) => ({
    label: STYLES[moment].name,
    sign: (x: number, y: number) => signOf(moment, x, y),
  }));
  const [least] = INSTRUMENTS[measured.instrument].meaningful;
  if (!least || dense || !points.some(({ sincePrevious }) => sincePrevious?.meaningful)) return marks;
  const label = `Meaningful change (${withUnit(measured, least.least)} or more)`;
  return [...marks, { label, sign: (x, y) => ring({ x, y, radius: 3.5 }) }];
}

function signOf(moment: Moment, x: number, y: number): Svg {
  const { colour, dashes } = STYLES[moment];
  const line = { x1: x - 14, y1: y, x2: x + 14, y2: y, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dashes };
  return element('g', {}, element('line', line), mark(moment, { x, y, radius: 5 }));
}

function lettersOf(layout: Layout): Entry[] {
  const { treatments, crowded } = layout;
  return [...treatmentLetters(layout)].map(([name, letter]) => {
    const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}\u2026` : name;
    const count = treatments.filter((treatment) => treatment.name === name).length;
    const label = crowded ? `${short} (${count})` : short;
    if (crowded) return { label, sign: (x, y) => treatmentWedge(x, y + 4) };
    const style = { 'font-size': 14, 'font-weight': 'bold', fill: FAINT, 'text-anchor': 'middle' };
    return { label, sign: (x, y) => element('text', { x, y: y + 5, ...style }, text(letter)) };
  });
}
