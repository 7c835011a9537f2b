import { clockOf, gapsIn, lanesOf, shownHours, snap } from './geometry.js';

const at = (text: string): number => Date.parse(`2026-03-09T${text}:00Z`);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const day = { from: at('00:00'), to: at('00:00') + 24 * 3_600_000 };

describe('the hours that a board shows', () => {
  it('reach from the first to the last full hour of what there is', () => {
    expect(shownHours(day, [span('09:30', '12:00'), span('08:45', '17:10')])).toEqual(span('08:00', '18:00'));
  });

  it('end with the day, also where a visit goes on', () => {
    expect(shownHours(day, [{ from: at('22:30'), to: at('23:30') + 3_600_000 }])).toEqual({
      from: at('22:00'),
      to: day.to,
    });
  });

  it('are those of an office on an empty day', () => {
    expect(shownHours(day, [])).toEqual(span('09:00', '18:00'));
  });

  it('count elapsed hours on a day of 23', () => {
    const short = { from: Date.parse('2026-03-29T00:00:00+01:00'), to: Date.parse('2026-03-30T00:00:00+02:00') };
    const morning = { from: Date.parse('2026-03-29T09:00:00+02:00'), to: Date.parse('2026-03-29T12:30:00+02:00') };
    expect(shownHours(short, [morning])).toEqual({
      from: Date.parse('2026-03-29T09:00:00+02:00'),
      to: Date.parse('2026-03-29T13:00:00+02:00'),
    });
  });
});

describe('gaps', () => {
  it('are what no span covers', () => {
    const spans = [span('13:00', '17:00'), span('09:00', '12:00'), span('11:00', '12:30')];
    expect(gapsIn(span('08:00', '18:00'), spans)).toEqual([
      span('08:00', '09:00'),
      span('12:30', '13:00'),
      span('17:00', '18:00'),
    ]);
  });

  it('are all of it where there is no span, and nothing where one covers all', () => {
    expect(gapsIn(span('08:00', '18:00'), [])).toEqual([span('08:00', '18:00')]);
    expect(gapsIn(span('08:00', '18:00'), [span('07:00', '19:00')])).toEqual([]);
  });
});

describe('lanes', () => {
  it('are one for what follows upon each other, and more for what shares time', () => {
    const [a, b, c, d] = [
      span('09:00', '10:00'),
      span('10:00', '11:00'),
      span('10:30', '11:30'),
      span('11:00', '12:00'),
    ];
    const lanes = lanesOf([d, c, b, a]);
    expect(lanes.get(a)).toEqual({ lane: 0, lanes: 1 });
    expect(lanes.get(b)).toEqual({ lane: 0, lanes: 2 });
    expect(lanes.get(c)).toEqual({ lane: 1, lanes: 2 });
    expect(lanes.get(d)).toEqual({ lane: 0, lanes: 2 });
  });
});

describe('the grid', () => {
  it('takes the nearest step', () => {
    expect(snap(at('10:07'), day, 15)).toBe(at('10:00'));
    expect(snap(at('10:08'), day, 15)).toBe(at('10:15'));
  });
});

describe('the clock of a day', () => {
  const hour = 3_600_000;
  /** As in Berlin: two hours ahead of UTC in summer, one in winter. */
  const handsOf = (offsetAt: (at: number) => number) => (at: number) => (at + offsetAt(at) * hour) % (24 * hour);

  it('goes with the time where the hands are not moved, and is not read', () => {
    const clock = clockOf(day, () => Number.NaN);
    expect([day.from, at('10:30'), day.to].map(clock)).toEqual([0, 10.5 * hour, 24 * hour]);
  });

  it('shows no hour between two and three on a day of 23', () => {
    const from = Date.parse('2026-03-29T00:00:00+01:00');
    const jump = Date.parse('2026-03-29T03:00:00+02:00');
    const clock = clockOf(
      { from, to: from + 23 * hour },
      handsOf((moment) => (moment < jump ? 1 : 2)),
    );
    expect([jump - hour / 2, jump, Date.parse('2026-03-29T10:00:00+02:00'), from + 23 * hour].map(clock)).toEqual(
      [1.5, 3, 10, 24].map((hours) => hours * hour),
    );
  });

  it('shows the hour from two to three twice on a day of 25, and ends where the day does', () => {
    const from = Date.parse('2026-10-25T00:00:00+02:00');
    const back = Date.parse('2026-10-25T02:00:00+01:00');
    const clock = clockOf(
      { from, to: from + 25 * hour },
      handsOf((moment) => (moment < back ? 2 : 1)),
    );
    expect([from - hour, back - hour / 2, back + hour / 2, from + 24.5 * hour, from + 25 * hour].map(clock)).toEqual(
      [0, 2.5, 2.5, 23.5, 24].map((hours) => hours * hour),
    );
  });
});
