import fc from 'fast-check';
import { drawChart } from './chart/draw-chart.js';
import { Instrument, INSTRUMENTS } from './instrument.js';
import { Direction, meaningfulChange } from './meaningful-change.js';
import { Moment } from './measurement.js';
import { dateAt, painAt } from './measurements.examples.js';
import { scoresViolations } from './score.js';
import { seriesOf, standingMeasurements } from './series.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);
const { RANGE_OF_MOTION } = Instrument;

/** An instrument that needs no movement, and two values that it knows. */
const scored = fc
  .constantFrom(...Object.values(Instrument).filter((instrument) => instrument !== RANGE_OF_MOTION))
  .chain((instrument) => {
    const { min, max, step } = INSTRUMENTS[instrument];
    const value = fc.integer({ min: Math.round(min / step), max: Math.round(max / step) }).map((steps) => steps * step);
    return fc.record({ instrument: fc.constant(instrument), from: value, to: value });
  });

const measurement = fc
  .record({
    day: fc.integer({ min: -3, max: 60 }),
    moment: fc.constantFrom(...Object.values(Moment)),
    value: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ day, moment, value }) => painAt(day, moment, value));
const measurements = fc.uniqueArray(measurement, { selector: ({ id }) => id, maxLength: 25 });

const check = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(values, holds), { numRuns });

describe('change', () => {
  it('there and back is the same with the direction turned round', () => {
    const turned = { better: 'worse', worse: 'better', same: 'same' } as const;
    check(scored, ({ instrument, from, to }) => {
      const [there, back] = [meaningfulChange(instrument, from, to), meaningfulChange(instrument, to, from)];
      expect(back.direction).toBe(turned[there.direction]);
      expect([back.meaningful, back.size, back.difference + there.difference]).toEqual([
        there.meaningful,
        there.size,
        0,
      ]);
    });
  });

  it('is none only where nothing changed, and a meaningful one is never none', () => {
    check(scored, ({ instrument, from, to }) => {
      const change = meaningfulChange(instrument, from, to);
      expect(change.direction === Direction.SAME).toBe(Math.abs(to - from) < 0.05);
      if (change.meaningful) expect(change.direction).not.toBe(Direction.SAME);
    });
  });

  it('that goes further in one direction never stops being meaningful', () => {
    check(scored, ({ instrument, from, to }) => {
      const { min, max } = INSTRUMENTS[instrument];
      const further = to > from ? max : min;
      if (meaningfulChange(instrument, from, to).meaningful) {
        expect(meaningfulChange(instrument, from, further).meaningful).toBe(true);
      }
    });
  });
});

it('every value on the steps of an instrument can be kept', () => {
  check(scored, ({ instrument, from }) => {
    expect(scoresViolations([{ instrument, movement: null, value: from }])).toEqual([]);
  });
});

describe('a series', () => {
  it('holds each standing score once, by time, in whatever order they were written', () => {
    check(fc.tuple(measurements, fc.infiniteStream(fc.nat())), ([written, shuffle]) => {
      const keys = new Map(written.map((one) => [one.id, shuffle.next().value as number]));
      const points = seriesOf(written, Instrument.PAIN)[0]?.points ?? [];
      const again =
        seriesOf(
          [...written].sort((a, b) => keys.get(a.id)! - keys.get(b.id)!),
          Instrument.PAIN,
        )[0]?.points ?? [];
      expect(again).toEqual(points);
      expect(points.map(({ measurementId }) => measurementId).sort()).toEqual(written.map(({ id }) => id).sort());
      const times = points.map(({ takenAt }) => takenAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });
  });

  it('no longer holds what a correction replaces, and holds the correction instead', () => {
    check(fc.tuple(measurements, fc.nat(), fc.integer({ min: 0, max: 10 })), ([written, which, value]) => {
      const original = written[which % Math.max(written.length, 1)];
      if (!original) return;
      const scores = [{ ...original.scores[0]!, value }];
      const correction = {
        ...original,
        id: 'new',
        replacesId: original.id,
        scores,
        recordedAt: original.recordedAt + 1,
      };
      const ids = standingMeasurements([...written, correction]).map(({ id }) => id);
      expect(ids).toHaveLength(written.length);
      expect(ids).toContain('new');
      expect(ids).not.toContain(original.id);
    });
  });

  it('is not changed by being read', () => {
    check(measurements, (written) => {
      const before = structuredClone(written);
      seriesOf(written, Instrument.PAIN);
      expect(written).toEqual(before);
    });
  });
});

it('a chart of anything is well-formed, the same again, and without script, style or outer reference', () => {
  const name = fc.string({ unit: 'binary', maxLength: 80 });
  const treatments = fc.array(fc.record({ date: fc.integer({ min: -900, max: 900 }).map(dateAt), name }), {
    maxLength: 60,
  });
  check(fc.tuple(measurements, treatments), ([written, given]) => {
    const empty = { measured: { instrument: Instrument.PAIN, movement: null }, points: [] };
    const series = seriesOf(written, Instrument.PAIN)[0] ?? empty;
    const svg = drawChart({ series, treatments: given });
    expect(drawChart({ series, treatments: given })).toBe(svg);
    expect(openTags(svg)).toEqual([]);
    expect(svg).not.toMatch(/<(script|style|image|use|a|foreignObject)\b|\bon\w+="|\bhref=|url\(|NaN|Infinity/);
    expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/="[^"]*:\/\//);
  });
});

/** What is left open when all of a picture is read: nothing, where each tag is closed in its turn. Throws on a stray bracket. */
function openTags(svg: string): string[] {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g,
    (_, close: string, name: string, __, single: string) => {
      if (close) expect(open.pop()).toBe(name);
      else if (!single) open.push(name);
      return '';
    },
  );
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#39);)/);
  return open;
}
