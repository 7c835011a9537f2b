import { INSTRUMENTS, ScoreUnit } from '../instrument.js';
import { USUAL_DEGREES } from '../range-of-motion.js';
import type { Series } from '../series.js';
import { dayOf, linear } from './scales.js';
import type { Scale } from './scales.js';

/** A visit at which the client was treated. */
export interface Treatment {
  /** YYYY-MM-DD by the clinic's calendar. */
  readonly date: string;
  /** What was given, such as `Deep tissue`. */
  readonly name: string;
}

export interface ChartData {
  readonly series: Series;
  readonly treatments: readonly Treatment[];
}

/** In units of the picture, which are CSS pixels at its natural size. */
export const WIDTH = 800;
export const PLOT = { left: 64, right: WIDTH - 28, top: 108, bottom: 372 } as const;

/** Between a mark at the edge of the plot and the edge itself. */
const INSET = 22;

/** Treatments nearer to each other than this on the average have no room for a letter. */
const LETTER_ROOM = 11;

/** Where everything stands. */
export interface Layout extends ChartData {
  readonly x: Scale;
  readonly y: Scale;
  readonly min: number;
  readonly max: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** How large a mark is: smaller, the more there are. */
  readonly radius: number;
  /** Too many scores for a ring round each: rings over rings would say nothing. */
  readonly dense: boolean;
  /** Too many treatments for a line and a letter each: only the wedges are drawn, and the legend counts. */
  readonly crowded: boolean;
}

export function layOut({ series, treatments }: ChartData): Layout {
  const days = [...series.points, ...treatments].map(({ date }) => dayOf(date));
  const [firstDay, lastDay] = [Math.min(...days), Math.max(...days)];
  const { min, max } = rangeOf(series);
  const count = series.points.length;
  const x = linear([firstDay, lastDay], [PLOT.left + INSET, PLOT.right - INSET]);
  return {
    ...{ series, treatments, min, max, firstDay, lastDay },
    x,
    y: linear([min, max], [PLOT.bottom, PLOT.top]),
    radius: count <= 40 ? 5 : count <= 120 ? 3.5 : 2.5,
    dense: count > 120,
    crowded: treatments.length > 1 && (x(lastDay) - x(firstDay)) / treatments.length < LETTER_ROOM,
  };
}

/** The whole range of the instrument, so that charts of one can be compared; of degrees, what the movement needs. */
function rangeOf({ measured, points }: Series): { min: number; max: number } {
  const { min, max, unit } = INSTRUMENTS[measured.instrument];
  if (unit !== ScoreUnit.DEGREES || !measured.movement) return { min, max };
  const usual = USUAL_DEGREES[measured.movement.joint][measured.movement.movement] ?? 0;
  const most = Math.max(usual, ...points.map(({ value }) => value));
  return { min, max: Math.max(30, Math.ceil(most / 10) * 10) };
}
