import { blockOutcome } from './block-outcome.js';
import { Instrument } from './instrument.js';
import { Direction } from './meaningful-change.js';
import { Moment } from './measurement.js';
import { dateAt, painAt } from './measurements.examples.js';
import { Joint, MovedSide, Movement } from './range-of-motion.js';
import { seriesOf, standingMeasurements } from './series.js';
import type { ComparedPoint } from './series.js';

const { INTAKE, BEFORE, AFTER, CHECK_IN } = Moment;
const pain = (...measurements: Parameters<typeof seriesOf>[0]): readonly ComparedPoint[] =>
  seriesOf(measurements, Instrument.PAIN)[0]?.points ?? [];
const told = ({ moment, value, sincePrevious, sinceFirst }: ComparedPoint): unknown[] => [
  ...[moment, value, sincePrevious?.difference ?? null, sinceFirst?.difference ?? null],
];

describe('a series', () => {
  it('compares each score with the one it follows, and with the first', () => {
    const points = pain(
      painAt(-3, INTAKE, 8),
      ...[painAt(0, BEFORE, 7), painAt(0, AFTER, 4), painAt(1, CHECK_IN, 5)],
      ...[painAt(7, BEFORE, 5), painAt(7, AFTER, 2)],
    );
    expect(points.map(told)).toEqual([
      [INTAKE, 8, null, null],
      [BEFORE, 7, -1, -1],
      [AFTER, 4, -3, -4],
      [CHECK_IN, 5, -2, -3],
      // Not with the score after the session before, nor with the check-in: both have a session just behind them.
      [BEFORE, 5, -2, -3],
      [AFTER, 2, -3, -6],
    ]);
    expect(points.map(({ sincePrevious }) => sincePrevious?.meaningful ?? null)).toEqual([
      ...[null, false, true, true, true, true],
    ]);
  });

  it('compares a score after a session with nothing where that session has none before', () => {
    const points = pain(painAt(0, BEFORE, 7), painAt(7, AFTER, 2));
    expect(points.map(told)).toEqual([
      [BEFORE, 7, null, null],
      [AFTER, 2, null, -5],
    ]);
  });

  it('compares check-ins with each other where nothing was measured at the clinic', () => {
    expect(pain(painAt(1, CHECK_IN, 6), painAt(8, CHECK_IN, 3)).map(told)).toEqual([
      [CHECK_IN, 6, null, null],
      [CHECK_IN, 3, -3, -3],
    ]);
  });

  it('is by time, whatever the order of writing', () => {
    const [late, early] = [painAt(7, BEFORE, 3), painAt(0, BEFORE, 6)];
    expect(pain(late, early).map(({ value }) => value)).toEqual([6, 3]);
  });

  it('has the score before a session first where both were taken at one instant, as in a note that is signed early', () => {
    const { takenAt } = painAt(0, BEFORE, 7);
    const after = { ...painAt(0, AFTER, 4), id: 'a', takenAt, recordedAt: takenAt };
    expect(pain(after, { ...painAt(0, BEFORE, 7), id: 'b' }).map(told)).toEqual([
      [BEFORE, 7, null, null],
      [AFTER, 4, -3, -3],
    ]);
  });

  it('has one part for each movement of a joint', () => {
    const rom = (value: number, side: MovedSide) => ({
      instrument: Instrument.RANGE_OF_MOTION,
      movement: { joint: Joint.SHOULDER, movement: Movement.FLEXION, side },
      value,
    });
    const both = [rom(120, MovedSide.LEFT), rom(170, MovedSide.RIGHT)];
    const later = [rom(150, MovedSide.LEFT)];
    const series = seriesOf(
      [painAt(0, BEFORE, 5, { scores: both }), painAt(7, BEFORE, 5, { scores: later })],
      Instrument.RANGE_OF_MOTION,
    );
    const parts = series.map(({ measured, points }) => [measured.movement!.side, points.map(({ value }) => value)]);
    expect(parts).toEqual([
      [MovedSide.LEFT, [120, 150]],
      [MovedSide.RIGHT, [170]],
    ]);
    expect(series[0]!.points[1]!.sinceFirst).toMatchObject({ difference: 30, direction: Direction.BETTER });
  });

  it('has none of what was never measured', () => {
    expect(seriesOf([painAt(0, BEFORE, 5)], Instrument.MOOD)).toEqual([]);
  });
});

describe('a correction', () => {
  const original = painAt(0, BEFORE, 9);
  const correction = { ...painAt(0, BEFORE, 6), id: 'b', recordedAt: original.recordedAt + 1, replacesId: original.id };

  it('stands for what it replaces', () => {
    expect(pain(original, correction).map(({ value, measurementId }) => [value, measurementId])).toEqual([[6, 'b']]);
  });

  it('can be corrected in turn', () => {
    const again = { ...painAt(0, BEFORE, 7), id: 'c', recordedAt: original.recordedAt + 2, replacesId: 'b' };
    expect(pain(again, original, correction).map(({ value }) => value)).toEqual([7]);
  });

  it('without scores takes them all back', () => {
    expect(standingMeasurements([original, { ...correction, scores: [] }])).toEqual([]);
  });
});

it('what is written down twice of one visit and moment counts once, as it was said last', () => {
  const fromNote = { ...painAt(0, BEFORE, 6), id: 'note', recordedAt: painAt(0, BEFORE, 7).recordedAt + 5 };
  const points = pain(painAt(0, BEFORE, 7), fromNote, painAt(0, AFTER, 3), painAt(7, BEFORE, 5));
  expect(points.map(({ moment, value }) => [moment, value])).toEqual([
    [BEFORE, 6],
    [AFTER, 3],
    [BEFORE, 5],
  ]);
});

describe('a block of sessions', () => {
  const series = () => ({
    measured: { instrument: Instrument.PAIN, movement: null },
    points: pain(
      ...[painAt(0, BEFORE, 9), painAt(0, AFTER, 8)],
      ...[painAt(7, BEFORE, 7), painAt(7, AFTER, 4), painAt(8, CHECK_IN, 9)],
      ...[painAt(14, BEFORE, 4), painAt(14, AFTER, 3)],
      painAt(21, BEFORE, 2),
    ),
  });

  it('went from its first score on arrival to its last, and each session has its own effect', () => {
    const outcome = blockOutcome(series(), { from: dateAt(7), to: dateAt(20) })!;
    expect([outcome.first.value, outcome.last.value]).toEqual([7, 4]);
    expect(outcome.change).toEqual({ difference: -3, direction: Direction.BETTER, meaningful: true, size: null });
    const effects = outcome.sessions.map(({ appointmentId, change }) => [appointmentId, change.difference]);
    expect(effects).toEqual([
      ['visit-7', -3],
      ['visit-14', -1],
    ]);
  });

  it('that still runs has its last score for its end', () => {
    expect(blockOutcome(series(), { from: dateAt(0), to: null })).toMatchObject({
      first: { value: 9 },
      last: { value: 2 },
    });
  });

  it('with fewer than two scores on arrival has no outcome', () => {
    expect(blockOutcome(series(), { from: dateAt(15), to: null })).toBeNull();
    expect(blockOutcome(series(), { from: dateAt(30), to: null })).toBeNull();
  });
});
