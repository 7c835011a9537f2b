import { Moment } from '../measurement.js';
import { element } from './svg.js';
import type { Svg } from './svg.js';

/** The colours of Okabe and Ito, which stay apart in every kind of colour blindness; each also has a form and dashes of its own. */
export const INK = '#1a1a1a';
export const FAINT = '#595959';
export const GRID = '#d0d0d0';
const BLUE = '#0072b2';
const VERMILION = '#d55e00';

interface MomentStyle {
  readonly name: string;
  readonly colour: string;
  /** Dash pattern of the line; undefined: solid. */
  readonly dashes: string | undefined;
  /** Which marks the line joins: those of one line have one name. */
  readonly line: 'arrival' | 'after' | 'check_in';
}

export const STYLES: Readonly<Record<Moment, MomentStyle>> = {
  [Moment.INTAKE]: { name: 'At intake', colour: BLUE, dashes: undefined, line: 'arrival' },
  [Moment.BEFORE]: { name: 'Before a session', colour: BLUE, dashes: undefined, line: 'arrival' },
  [Moment.AFTER]: { name: 'After a session', colour: VERMILION, dashes: '7 5', line: 'after' },
  [Moment.CHECK_IN]: { name: 'From a check-in', colour: INK, dashes: '2 4', line: 'check_in' },
};

/** A disc before, an open square after, a diamond from a check-in, a triangle at intake: told apart without colour. */
export function mark(moment: Moment, { x, y, radius }: { x: number; y: number; radius: number }): Svg {
  const { colour } = STYLES[moment];
  const outer = radius * 1.4;
  switch (moment) {
    case Moment.BEFORE:
      return element('circle', { cx: x, cy: y, r: radius, fill: colour });
    case Moment.AFTER:
      return element('rect', {
        ...{ x: x - outer, y: y - outer, width: 2 * outer, height: 2 * outer },
        ...{ fill: 'none', stroke: colour, 'stroke-width': 2.2 },
      });
    case Moment.CHECK_IN:
      return polygon(colour, [x, y - outer], [x + outer, y], [x, y + outer], [x - outer, y]);
    case Moment.INTAKE:
      return polygon(colour, [x, y - outer], [x + outer, y + outer], [x - outer, y + outer]);
  }
}

/** Round a score that differs meaningfully from the one it follows. */
export const ring = ({ x, y, radius }: { x: number; y: number; radius: number }): Svg =>
  element('circle', { cx: x, cy: y, r: radius * 2.6, fill: 'none', stroke: INK, 'stroke-width': 1.6 });

/** The line of a treatment: dotted, through the whole plot. */
export const treatmentLine = (x: number, top: number, bottom: number): Svg =>
  element('line', {
    ...{ x1: x, y1: top, x2: x, y2: bottom },
    ...{ stroke: FAINT, 'stroke-width': 1, 'stroke-dasharray': '1 3' },
  });

/** A small wedge that hangs at the top of the plot where a treatment was given. */
export const treatmentWedge = (x: number, top: number): Svg =>
  polygon(FAINT, [x - 4.5, top - 8], [x + 4.5, top - 8], [x, top]);

function polygon(fill: string, ...points: readonly (readonly [number, number])[]): Svg {
  const at = points.map((point) => point.map((value) => Math.round(value * 10) / 10).join(',')).join(' ');
  return element('polygon', { points: at, fill });
}
