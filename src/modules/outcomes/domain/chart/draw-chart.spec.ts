import { Instrument } from '../instrument.js';
import { Moment } from '../measurement.js';
import { dateAt, painAt } from '../measurements.examples.js';
import { Joint, MovedSide, Movement } from '../range-of-motion.js';
import { seriesOf } from '../series.js';
import { drawChart } from './draw-chart.js';
import type { Treatment } from './layout.js';

const { INTAKE, BEFORE, AFTER, CHECK_IN } = Moment;
const COURSE = [
  painAt(-4, INTAKE, 8),
  ...[painAt(0, BEFORE, 8), painAt(0, AFTER, 5), painAt(1, CHECK_IN, 6)],
  ...[painAt(7, BEFORE, 6), painAt(7, AFTER, 6)],
];
const TREATMENTS: Treatment[] = [
  { date: dateAt(0), name: 'Deep tissue' },
  { date: dateAt(7), name: 'Swedish' },
];
const NOTHING = { measured: { instrument: Instrument.PAIN, movement: null }, points: [] };
const draw = (measurements = COURSE, treatments = TREATMENTS): string =>
  drawChart({ series: seriesOf(measurements, Instrument.PAIN)[0] ?? NOTHING, treatments });

const count = (svg: string, pattern: RegExp): number => svg.match(new RegExp(pattern, 'g'))?.length ?? 0;
const inside = (svg: string, tag: string): string => new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(svg)![1]!;
const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);
/** Where the first mark of a form stands. */
const discs = (svg: string): number[][] =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="5" fill="#0072b2"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);

describe('the chart of a course of pain', () => {
  it('says in words what it shows', () => {
    expect(inside(draw(), 'title')).toBe('Pain (NPRS): lower is better');
    expect(inside(draw(), 'desc')).toBe(
      '6 scores. From 1 Jan 2026 to 12 Jan 2026: 8 to 6, better, a meaningful change. ' +
        '1 Jan 2026, at intake: 8. 5 Jan 2026, before a session: 8. 5 Jan 2026, after a session: 5. ' +
        '6 Jan 2026, from a check-in: 6. 12 Jan 2026, before a session: 6. 12 Jan 2026, after a session: 6. ' +
        '2 treatments: Deep tissue 1, Swedish 1.',
    );
  });

  it('names itself to screen readers by its title and description', () => {
    const svg = draw();
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="pain-title pain-description"/);
    expect(svg).toContain('<title id="pain-title">');
    expect(svg).toContain('<desc id="pain-description">');
  });

  it('has a mark of its own form for each score, beside one in the legend', () => {
    const svg = draw();
    expect(count(svg, /r="5" fill="#0072b2"/)).toBe(2 + 1);
    expect(count(svg, /<rect [^>]*fill="none" stroke="#d55e00"/)).toBe(2 + 1);
    expect(count(svg, /<polygon [^>]*fill="#1a1a1a"/)).toBe(1 + 1);
    expect(count(svg, /<polygon [^>]*fill="#0072b2"/)).toBe(1 + 1);
  });

  it('puts a score where its date and value belong', () => {
    // 11 days from 86 to 750; 10 points from 372 up to 108; the disc of the legend is the last one.
    expect(discs(draw()).slice(0, -1)).toEqual([
      [Math.round((86 + (4 / 11) * 664) * 10) / 10, 160.8],
      [750, 213.6],
    ]);
  });

  it('joins scores of one moment by lines whose dashes differ', () => {
    const lines = [...draw().matchAll(/<polyline [^>]*>/g)].map(
      ([line]) => /dasharray="([^"]*)"/.exec(line)?.[1] ?? '',
    );
    expect(lines).toEqual(['', '7 5']);
    const checkIns = draw([...COURSE, painAt(8, CHECK_IN, 4)]);
    expect(checkIns).toContain('stroke-dasharray="2 4"');
  });

  it('rings what changed meaningfully, and says what that means', () => {
    // After the first session -3, at the check-in -2, before the second session -2; and the legend's.
    expect(count(draw(), /<circle [^>]*fill="none"/)).toBe(3 + 1);
    expect(texts(draw())).toContain('Meaningful change (2 or more)');
    const quiet = draw([painAt(0, BEFORE, 5), painAt(7, BEFORE, 4)]);
    expect(count(quiet, /<circle [^>]*fill="none"/)).toBe(0);
    expect(texts(quiet).join()).not.toContain('Meaningful');
  });

  it('marks treatments with a line, a wedge and a letter that the legend explains', () => {
    const svg = draw();
    expect(count(svg, /stroke-dasharray="1 3"/)).toBe(2);
    expect(count(svg, /<polygon [^>]*fill="#595959"/)).toBe(2);
    expect(texts(svg).filter((text) => /^[A-Z]$/.test(text))).toEqual(['A', 'B', 'A', 'B']);
    expect(texts(svg).slice(-4)).toEqual(['A', 'Deep tissue', 'B', 'Swedish']);
  });

  it('counts treatments in the legend where they stand too close for letters', () => {
    const often = Array.from({ length: 90 }, (_, day) => ({
      date: dateAt(day),
      name: day % 3 ? 'Swedish' : 'Shiatsu',
    }));
    const svg = draw(COURSE, often);
    expect(texts(svg).filter((text) => /^[A-Z]$/.test(text))).toEqual([]);
    expect(texts(svg).slice(-2)).toEqual(['Shiatsu (30)', 'Swedish (60)']);
    expect(count(svg, /stroke-dasharray="1 3"/)).toBe(0);
  });

  it('writes nothing smaller than 13 pixels, on white', () => {
    const sizes = [...draw().matchAll(/font-size="(\d+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBe(13);
    expect(draw()).toMatch(/<rect x="0" y="0" width="800" height="\d+" fill="#ffffff"\/>/);
  });

  it('keeps legends of many and long names inside the picture', () => {
    const long = Array.from({ length: 8 }, (_, day) => ({ date: dateAt(day), name: `${day} ${'long '.repeat(30)}` }));
    const svg = draw(COURSE, long);
    const height = Number(/viewBox="0 0 800 (\d+)"/.exec(svg)![1]);
    const places = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" [^>]*>([^<]*)</g)].slice(-16);
    for (const [, x, y, text] of places) {
      expect(Number(y)).toBeLessThan(height);
      expect(Number(x) + text!.length * 7.6).toBeLessThanOrEqual(800);
    }
  });
});

describe('a chart', () => {
  it('escapes what it is told', () => {
    const svg = draw(COURSE, [{ date: dateAt(0), name: '<script>alert("1")</script> & \u0000\u0007' }]);
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \uFFFD\uFFFD');
    expect(svg).not.toContain('<script');
  });

  it('of no scores says so', () => {
    const svg = draw([], []);
    expect(texts(svg)).toEqual(['Pain (NPRS): lower is better', 'No treatments in this time', 'No scores yet']);
    expect(inside(svg, 'desc')).toBe('No scores yet.');
  });

  it('of one day puts it in the middle', () => {
    expect(discs(draw([painAt(0, BEFORE, 8)], []))[0]).toEqual([418, 160.8]);
  });

  it('of long years writes dates that do not touch', () => {
    const weekly = Array.from({ length: 200 }, (_, week) => painAt(week * 7, BEFORE, week % 11));
    const dates = texts(draw(weekly, [])).filter((text) => /^\d+ [A-Z][a-z]{2} \d{4}$/.test(text));
    expect(dates).toEqual(['1 Jan 2027', '1 Jan 2028', '1 Jan 2029']);
  });

  it('of a movement says which, in degrees, up to what is usual of it', () => {
    const movement = { joint: Joint.SHOULDER, movement: Movement.EXTERNAL_ROTATION, side: MovedSide.LEFT };
    const scores = [{ instrument: Instrument.RANGE_OF_MOTION, movement, value: 40 }];
    const [series] = seriesOf([painAt(0, BEFORE, 0, { scores })], Instrument.RANGE_OF_MOTION);
    const svg = drawChart({ series: series!, treatments: [] });
    expect(inside(svg, 'title')).toBe('Range of motion (ROM): left shoulder, external rotation: higher is better');
    expect(texts(svg)).toEqual(expect.arrayContaining(['0\u00B0', '90\u00B0']));
  });

  it('of a rating of change goes below zero', () => {
    const scores = [{ instrument: Instrument.GLOBAL_CHANGE, movement: null, value: -7 }];
    const [series] = seriesOf([painAt(0, CHECK_IN, 0, { scores })], Instrument.GLOBAL_CHANGE);
    expect(texts(drawChart({ series: series!, treatments: [] }))).toEqual(
      expect.arrayContaining(['\u22126', '0', '6']),
    );
  });
});
