import type { Violation } from '../../../kernel/index.js';
import { Instrument, INSTRUMENTS } from './instrument.js';
import { hasSide, mostDegrees } from './range-of-motion.js';
import type { MeasuredMovement } from './range-of-motion.js';

/** What a series of scores is of: an instrument and, of range of motion alone, the movement. */
export interface Measured {
  readonly instrument: Instrument;
  readonly movement: MeasuredMovement | null;
}

export interface Score extends Measured {
  /** In the instrument's unit. */
  readonly value: number;
}

/** Ten instruments, and a movement or two of each joint: nobody measures more at one moment. */
export const MOST_SCORES = 40;

/** Two scores with one key belong to one series. */
export function measuredKey({ instrument, movement }: Measured): string {
  if (!movement) return instrument;
  return [instrument, movement.joint, movement.movement, movement.side ?? 'middle'].join(':');
}

/** Which rules the scores of one moment break; none where they can be kept. Fields are told as `scores.<index>.<field>`. */
export function scoresViolations(scores: readonly Score[]): Violation[] {
  if (scores.length > MOST_SCORES) {
    const message = `scores must be at most ${MOST_SCORES}`;
    return [{ field: 'scores', rule: 'maxSize', message }];
  }
  const seen = new Set<string>();
  return scores.flatMap((score, index) => {
    const at = `scores.${index}`;
    const twice = seen.has(measuredKey(score));
    seen.add(measuredKey(score));
    const message = `${at} measures what another score of the same moment measures`;
    const again = twice ? [{ field: at, rule: 'isUnique', message }] : [];
    return [...again, ...movementViolations(score, at), ...valueViolations(score, at)];
  });
}

function movementViolations({ instrument, movement }: Score, at: string): Violation[] {
  const field = `${at}.movement`;
  const broken = (rule: string, what: string): Violation[] => [{ field, rule, message: `${field} ${what}` }];
  if (instrument !== Instrument.RANGE_OF_MOTION) {
    return movement ? broken('noMovement', 'belongs to range of motion only') : [];
  }
  if (!movement) return broken('required', 'must be given for range of motion');
  if (mostDegrees(movement) === null) return broken('joint', `is not one of the ${movement.joint}`);
  if (hasSide(movement) === (movement.side !== null)) return [];
  return broken('side', hasSide(movement) ? 'must say which side' : 'has no side');
}

function valueViolations({ instrument, movement, value }: Score, at: string): Violation[] {
  const { min, max, step } = INSTRUMENTS[instrument];
  const most = (movement && mostDegrees(movement)) ?? max;
  const field = `${at}.value`;
  if (!(value >= min && value <= most)) {
    return [{ field, rule: 'range', message: `${field} must be from ${min} to ${most}` }];
  }
  const steps = value / step;
  if (Math.abs(steps - Math.round(steps)) < 1e-6) return [];
  return [{ field, rule: 'step', message: `${field} must be a multiple of ${step}` }];
}
