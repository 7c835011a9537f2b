import { INSTRUMENTS } from '../instrument.js';
import { meaningfulChange } from '../meaningful-change.js';
import type { Change } from '../meaningful-change.js';
import { isOnArrival } from '../series.js';
import type { ChartData } from './layout.js';
import { measuredName, withUnit } from './measured-name.js';
import { STYLES } from './marks.js';
import { dayOf, longDate } from './scales.js';

/** A screen reader reads all of it out: of more scores than these it tells the course alone. */
const MOST_READ = 12;

/** `Pain (NPRS): lower is better`. */
export function chartTitle({ series: { measured } }: ChartData): string {
  return `${measuredName(measured)}: ${INSTRUMENTS[measured.instrument].better} is better`;
}

/** The chart in words, for whoever does not see it. */
export function describeChart({ series: { measured, points }, treatments }: ChartData): string {
  const told = points.map(
    ({ date, moment, value }) =>
      `${longDate(dayOf(date))}, ${STYLES[moment].name.toLowerCase()}: ${withUnit(measured, value)}`,
  );
  const values = points.map(({ value }) => value);
  const range = `Lowest ${withUnit(measured, Math.min(...values))}, highest ${withUnit(measured, Math.max(...values))}.`;
  const sentences = [
    ...(points.length === 0
      ? ['No scores yet.']
      : [`${counted(points.length, 'score')}.`, ...course(measured, points)]),
    ...(points.length > MOST_READ ? [range] : told.map((one) => `${one}.`)),
    ...treatmentsTold(treatments),
  ];
  return sentences.join(' ');
}

function course(measured: ChartData['series']['measured'], points: ChartData['series']['points']): string[] {
  const arrivals = points.filter(isOnArrival);
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (!first || !last || first === last) return [];
  const dates = `From ${longDate(dayOf(first.date))} to ${longDate(dayOf(last.date))}`;
  const scores = `${withUnit(measured, first.value)} to ${withUnit(measured, last.value)}`;
  return [`${dates}: ${scores}, ${changeTold(meaningfulChange(measured.instrument, first.value, last.value))}.`];
}

function changeTold({ direction, meaningful, size }: Change): string {
  if (direction === 'same') return 'the same';
  const large = size ? ` (${size})` : '';
  return meaningful ? `${direction}, a meaningful change${large}` : direction;
}

function treatmentsTold(treatments: ChartData['treatments']): string[] {
  if (treatments.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { name } of treatments) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kinds = [...counts].map(([name, count]) => `${name} ${count}`);
  return [`${counted(treatments.length, 'treatment')}: ${kinds.join(', ')}.`];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
