import { Instrument, INSTRUMENTS } from './instrument.js';
import { Joint, MovedSide, Movement } from './range-of-motion.js';
import type { MeasuredMovement } from './range-of-motion.js';
import { MOST_SCORES, scoresViolations } from './score.js';
import type { Score } from './score.js';

const score = (instrument: Instrument, value: number, movement: MeasuredMovement | null = null): Score => ({
  ...{ instrument, value, movement },
});
const rom = (value: number, joint: Joint, movement: Movement, side: MovedSide | null): Score =>
  score(Instrument.RANGE_OF_MOTION, value, { joint, movement, side });
const rules = (...scores: Score[]): string[] => scoresViolations(scores).map(({ field, rule }) => `${field} ${rule}`);

describe('an instrument', () => {
  it.each([
    [Instrument.PAIN, 0, 10, 1],
    [Instrument.TENSION, 0, 10, 1],
    [Instrument.STRESS, 0, 10, 1],
    [Instrument.MOOD, 0, 10, 1],
    [Instrument.SLEEP_QUALITY, 0, 10, 1],
    [Instrument.PATIENT_SPECIFIC_FUNCTION, 0, 10, 0.1],
    [Instrument.BACK_DISABILITY, 0, 100, 1],
    [Instrument.NECK_DISABILITY, 0, 100, 1],
    [Instrument.GLOBAL_CHANGE, -7, 7, 1],
  ])('%s goes from %d to %d by %d', (instrument, min, max, step) => {
    expect(INSTRUMENTS[instrument]).toMatchObject({ min, max, step });
    for (const value of [min, max, min + step]) expect(rules(score(instrument, value))).toEqual([]);
    for (const value of [min - step, max + step])
      expect(rules(score(instrument, value))).toEqual(['scores.0.value range']);
    expect(rules(score(instrument, min + step / 2))).toEqual(['scores.0.value step']);
  });

  it('is better lower where it measures a complaint, and higher where it measures ability', () => {
    const lower = Object.values(Instrument).filter((instrument) => INSTRUMENTS[instrument].better === 'lower');
    const { PAIN, SORENESS, TENSION, STRESS, BACK_DISABILITY, NECK_DISABILITY } = Instrument;
    expect(lower).toEqual([PAIN, SORENESS, TENSION, STRESS, BACK_DISABILITY, NECK_DISABILITY]);
  });
});

describe('the scores of one moment', () => {
  it('are each of something else', () => {
    const pain = score(Instrument.PAIN, 5);
    expect(rules(pain, score(Instrument.MOOD, 5), pain)).toEqual(['scores.2 isUnique']);
    const left = rom(90, Joint.SHOULDER, Movement.FLEXION, MovedSide.LEFT);
    expect(rules(left, { ...left, movement: { ...left.movement!, side: MovedSide.RIGHT } })).toEqual([]);
    expect(rules(left, left)).toEqual(['scores.1 isUnique']);
  });

  it('have numbers for values', () => {
    expect(rules(score(Instrument.PAIN, Number.NaN))).toEqual(['scores.0.value range']);
    expect(rules(score(Instrument.PAIN, Number.POSITIVE_INFINITY))).toEqual(['scores.0.value range']);
  });

  it('are no more than anybody measures', () => {
    const many = Array.from({ length: MOST_SCORES + 1 }, () => score(Instrument.PAIN, 5));
    expect(rules(...many)).toEqual(['scores maxSize']);
  });

  it('name a movement for range of motion, and for nothing else', () => {
    expect(rules(score(Instrument.RANGE_OF_MOTION, 90))).toEqual(['scores.0.movement required']);
    const movement = { joint: Joint.KNEE, movement: Movement.FLEXION, side: MovedSide.LEFT };
    expect(rules(score(Instrument.PAIN, 5, movement))).toEqual(['scores.0.movement noMovement']);
  });

  it.each([
    [Joint.SHOULDER, Movement.FLEXION, MovedSide.LEFT, 210, []],
    [Joint.SHOULDER, Movement.FLEXION, MovedSide.LEFT, 211, ['scores.0.value range']],
    [Joint.ANKLE, Movement.EVERSION, MovedSide.RIGHT, 46, ['scores.0.value range']],
    [Joint.KNEE, Movement.ROTATION, MovedSide.RIGHT, 10, ['scores.0.movement joint']],
    [Joint.KNEE, Movement.FLEXION, null, 100, ['scores.0.movement side']],
    [Joint.NECK, Movement.FLEXION, null, 40, []],
    [Joint.NECK, Movement.FLEXION, MovedSide.LEFT, 40, ['scores.0.movement side']],
    [Joint.NECK, Movement.ROTATION, MovedSide.LEFT, 60, []],
    [Joint.TRUNK, Movement.ROTATION, null, 30, ['scores.0.movement side']],
  ])('fit how far a joint moves: %s %s %s %d', (joint, movement, side, value, broken) => {
    expect(rules(rom(value, joint, movement, side))).toEqual(broken);
  });
});
