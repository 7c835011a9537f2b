import { measuredKey } from '../score.js';
import { chartTitle, describeChart } from './describe-chart.js';
import { layOut, PLOT, WIDTH } from './layout.js';
import type { ChartData } from './layout.js';
import { legend } from './legend.js';
import { FAINT, INK } from './marks.js';
import { axes, scores, treatmentMarks } from './plot.js';
import { element, text } from './svg.js';
import type { Svg } from './svg.js';

const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

/**
 * A chart of one series over time as SVG: marks and dashes tell the moments of measuring apart without colour, treatments
 * stand as wedges and lines with a letter each, rings mark meaningful change. Whoever does not see it has a title and a
 * description. No script, style sheet or outer reference is in it, every text is escaped, and the same data give the same
 * picture.
 */
export function drawChart(data: ChartData): string {
  const empty = data.series.points.length === 0 && data.treatments.length === 0;
  const { drawn, height } = empty ? { drawn: [nothingYet()], height: PLOT.bottom + 40 } : drawData(data);
  const id = measuredKey(data.series.measured).replaceAll(':', '-');
  const picture = element(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height },
      ...{ role: 'img', 'aria-labelledby': `${id}-title ${id}-description`, 'font-family': FONT },
    },
    element('title', { id: `${id}-title` }, text(chartTitle(data))),
    element('desc', { id: `${id}-description` }, text(describeChart(data))),
    element('rect', { x: 0, y: 0, width: WIDTH, height, fill: '#ffffff' }),
    heading(data),
    ...drawn,
  );
  return picture.svg;
}

function drawData(data: ChartData): { drawn: Svg[]; height: number } {
  const layout = layOut(data);
  const explained = legend(layout);
  const drawn = [...axes(layout), ...treatmentMarks(layout), ...scores(layout), ...explained.drawn];
  return { drawn, height: explained.height };
}

function heading(data: ChartData): Svg {
  const place = { x: PLOT.left, y: 38, 'font-size': 20, 'font-weight': 'bold', fill: INK };
  const told = data.treatments.length > 0 ? 'Marks at the top: treatments' : 'No treatments in this time';
  return element(
    'g',
    {},
    element('text', place, text(chartTitle(data))),
    element('text', { x: PLOT.left, y: 64, 'font-size': 14, fill: FAINT }, text(told)),
  );
}

const nothingYet = (): Svg =>
  element(
    'text',
    { x: WIDTH / 2, y: (PLOT.top + PLOT.bottom) / 2, 'text-anchor': 'middle', 'font-size': 16, fill: FAINT },
    text('No scores yet'),
  );
