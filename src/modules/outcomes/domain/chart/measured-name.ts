import { INSTRUMENTS, ScoreUnit } from '../instrument.js';
import type { Measured } from '../score.js';

const UNITS: Readonly<Record<ScoreUnit, string>> = {
  [ScoreUnit.POINTS]: '',
  [ScoreUnit.PERCENT]: ' %',
  [ScoreUnit.DEGREES]: '\u00B0',
};

const words = (code: string): string => code.replaceAll('_', ' ');

/** `Pain (NPRS)`, or `Range of motion (ROM): left shoulder, external rotation`. */
export function measuredName({ instrument, movement }: Measured): string {
  const { name, abbreviation } = INSTRUMENTS[instrument];
  const known = abbreviation ? `${name} (${abbreviation})` : name;
  if (!movement) return known;
  const joint = movement.side ? `${movement.side} ${movement.joint}` : movement.joint;
  return `${known}: ${joint}, ${words(movement.movement)}`;
}

/** A score with its unit. */
export const withUnit = ({ instrument }: Pick<Measured, 'instrument'>, value: number): string =>
  `${String(value).replace('-', '\u2212')}${UNITS[INSTRUMENTS[instrument].unit]}`;
