import { INSTRUMENTS } from './instrument.js';
import type { ChangeSize, Instrument } from './instrument.js';

export enum Direction {
  BETTER = 'better',
  SAME = 'same',
  WORSE = 'worse',
}

/** How one score differs from an earlier one of the same series. */
export interface Change {
  /** Later minus earlier, in the instrument's unit: negative where the number fell, whatever that means for the client. */
  readonly difference: number;
  readonly direction: Direction;
  /** Whether it is as large as the instrument's meaningful change; never, where none is known. */
  readonly meaningful: boolean;
  /** Of a meaningful change, where the instrument tells sizes apart. */
  readonly size: ChangeSize | null;
}

/** Tenths, the finest step of any instrument: 7.3 - 6 is 1.2999... in binary, and meaningful all the same. */
const inTenths = (value: number): number => Math.round(value * 10) / 10;

/** Compares two scores of one series (DOMAIN.md, Outcomes: NPRS 2, PSFS 1.3/2.3/2.7, ODI 12, NDI 14). */
export function meaningfulChange(instrument: Instrument, from: number, to: number): Change {
  const { better, meaningful } = INSTRUMENTS[instrument];
  const difference = inTenths(to - from);
  const reached = meaningful.findLast(({ least }) => Math.abs(difference) >= least);
  return {
    difference,
    direction: directionOf(better === 'lower' ? -difference : difference),
    meaningful: reached !== undefined,
    size: reached?.size ?? null,
  };
}

function directionOf(gain: number): Direction {
  if (gain === 0) return Direction.SAME;
  return gain > 0 ? Direction.BETTER : Direction.WORSE;
}
