import type { ComparedPoint } from '../series.js';
import { withUnit } from './measured-name.js';
import { FAINT, GRID, INK, mark, ring, STYLES, treatmentLine, treatmentWedge } from './marks.js';
import { PLOT } from './layout.js';
import type { Layout, Treatment } from './layout.js';
import { dayOf, dayTicks, longDate, numberTicks } from './scales.js';
import { element, text } from './svg.js';
import type { Svg } from './svg.js';

const TICK_TEXT = { 'font-size': 14, fill: INK };
const MOST_DAYS = 6;
/** Letters nearer to each other than this would lie over each other. */
const LETTER_WIDTH = 9;

export function axes({ series, x, y, min, max, firstDay, lastDay }: Layout): Svg[] {
  const across = numberTicks(min, max).flatMap((value) => [
    element('line', { x1: PLOT.left, y1: y(value), x2: PLOT.right, y2: y(value), stroke: GRID, 'stroke-width': 1 }),
    element(
      'text',
      { x: PLOT.left - 10, y: y(value) + 5, 'text-anchor': 'end', ...TICK_TEXT },
      text(withUnit(series.measured, value)),
    ),
  ]);
  const below = dayTicks(firstDay, lastDay, MOST_DAYS).flatMap((day) => [
    element('line', { x1: x(day), y1: PLOT.bottom, x2: x(day), y2: PLOT.bottom + 6, stroke: INK, 'stroke-width': 1 }),
    element('text', { x: x(day), y: PLOT.bottom + 24, 'text-anchor': 'middle', ...TICK_TEXT }, text(longDate(day))),
  ]);
  const frame = `M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}`;
  return [...across, element('path', { d: frame, fill: 'none', stroke: INK, 'stroke-width': 1.2 }), ...below];
}

const byDate = (a: Treatment, b: Treatment): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/** A letter for each kind of treatment, in the order of their first appearance. */
export function treatmentLetters({ treatments }: Pick<Layout, 'treatments'>): Map<string, string> {
  const names = [...new Set([...treatments].sort(byDate).map(({ name }) => name))];
  return new Map(names.map((name, index) => [name, letter(index)]));
}

/** A, B … Z, AA, AB … */
const letter = (index: number): string =>
  (index < 26 ? '' : letter(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

export function treatmentMarks(layout: Layout): Svg[] {
  const { treatments, x, crowded } = layout;
  const letters = treatmentLetters(layout);
  let lettered = Number.NEGATIVE_INFINITY;
  return [...treatments].sort(byDate).flatMap(({ date, name }) => {
    const at = x(dayOf(date));
    const wedge = treatmentWedge(at, PLOT.top);
    if (crowded) return [wedge];
    const drawn = [treatmentLine(at, PLOT.top, PLOT.bottom), wedge];
    if (at - lettered < LETTER_WIDTH) return drawn;
    lettered = at;
    const place = { x: at, y: PLOT.top - 14, 'text-anchor': 'middle', 'font-size': 13, fill: FAINT };
    return [...drawn, element('text', { ...place, 'font-weight': 'bold' }, text(letters.get(name)!))];
  });
}

/** The lines of the series first, so that no line runs over a mark. */
export function scores(layout: Layout): Svg[] {
  const { series, radius, dense } = layout;
  const rings = dense ? [] : series.points.filter(({ sincePrevious }) => sincePrevious?.meaningful);
  return [
    ...lines(layout),
    ...rings.map((point) => ring({ ...place(layout, point), radius })),
    ...series.points.map((point) => mark(point.moment, { ...place(layout, point), radius })),
  ];
}

function lines(layout: Layout): Svg[] {
  const { points } = layout.series;
  const styles = points.map(({ moment }) => STYLES[moment]);
  return [...new Set(styles.map(({ line }) => line))].flatMap((line) => {
    const joined = points.filter((_, index) => styles[index]!.line === line);
    if (joined.length < 2) return [];
    const { colour, dashes } = styles.find((style) => style.line === line)!;
    const at = joined.map((point) => {
      const { x, y } = place(layout, point);
      return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
    });
    return [
      element('polyline', {
        points: at.join(' '),
        fill: 'none',
        stroke: colour,
        'stroke-width': 2,
        'stroke-dasharray': dashes,
      }),
    ];
  });
}

const place = ({ x, y }: Layout, { date, value }: ComparedPoint): { x: number; y: number } => ({
  x: x(dayOf(date)),
  y: y(value),
});
