import { spanOfTime } from './span-of-time.js';
import type { SpanGiven } from './span-of-time.js';

const spanIn = async (zone: string, given: SpanGiven): Promise<string> => {
  const { start, end } = await spanOfTime(given, async () => zone);
  return `${new Date(start).toISOString()} for ${(end - start) / 3_600_000} h`;
};
const refused = async (given: SpanGiven): Promise<unknown> => {
  const error: unknown = await spanOfTime(given, async () => 'Europe/Berlin').catch((thrown: unknown) => thrown);
  return (error as { violations: unknown[] }).violations[0];
};
const [nine, ten] = [new Date('2026-11-30T09:00Z'), new Date('2026-11-30T10:00Z')];

describe('a span given in instants', () => {
  it('is that span, and no zone is asked for', async () => {
    const noZone = () => Promise.reject(new Error('asked for a zone'));
    expect(await spanOfTime({ startsAt: nine, endsAt: ten }, noZone)).toEqual({
      start: nine.getTime(),
      end: ten.getTime(),
    });
  });

  it('must end after it starts', async () => {
    expect(await refused({ startsAt: nine, endsAt: nine })).toMatchObject({ field: 'endsAt', rule: 'afterStart' });
  });
});

describe('a span given in days', () => {
  it('is one whole day by the zone, where only the first is given', async () => {
    // 00:00+01:00
    expect(await spanIn('Europe/Berlin', { firstDay: '2026-11-30' })).toBe('2026-11-29T23:00:00.000Z for 24 h');
  });

  it('includes its last day', async () => {
    expect(await spanIn('UTC', { firstDay: '2026-11-30', lastDay: '2026-12-01' })).toBe(
      '2026-11-30T00:00:00.000Z for 48 h',
    );
  });

  it.each([
    ['Europe/Berlin', '2027-03-28', '2027-03-27T23:00:00.000Z for 23 h'], // 00:00+01:00 to 00:00+02:00
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z for 25 h'], // 00:00+02:00 to 00:00+01:00
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z for 23.5 h'], // 00:00+10:30 to 00:00+11:00
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z for 23 h'], // no midnight: 01:00+03:00 to 00:00+03:00
  ])('lasts as long as the day does: %s %s', async (zone, firstDay, span) => {
    expect(await spanIn(zone, { firstDay })).toBe(span);
  });

  it('must not end before it starts', async () => {
    const given = { firstDay: '2026-11-30', lastDay: '2026-11-29' };
    expect(await refused(given)).toMatchObject({ field: 'lastDay', rule: 'notBeforeFirstDay' });
  });
});

describe('a span given in no way, in both, or in half of one', () => {
  it.each<[string, SpanGiven, string]>([
    ['nothing', {}, 'firstDay'],
    ['a start alone', { startsAt: nine }, 'startsAt'],
    ['an end alone', { endsAt: nine }, 'startsAt'],
    ['a last day alone', { lastDay: '2026-11-30' }, 'firstDay'],
    ['both', { startsAt: nine, endsAt: ten, firstDay: '2026-11-30' }, 'startsAt'],
  ])('is refused: %s', async (_, given, field) => {
    expect(await refused(given)).toMatchObject({ field, rule: 'oneSpan' });
  });
});
