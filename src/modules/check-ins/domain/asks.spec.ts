import fc from 'fast-check';
import { civilTime } from '../../messaging/domain/index.js';
import { Soreness } from '../../practices/domain/index.js';
import {
  askAnswered,
  asksAfter,
  asksAfterAnswer,
  AskStep,
  closesAt,
  fromThenOn,
  isLastAsk,
  replannedAsks,
  sendingsOf,
} from './asks.js';
import type { Ask, Timing } from './asks.js';
import { SHIPPED_SETTINGS } from './settings.js';
import { Triage } from './triage.js';

const HOUR = 3_600_000;
const BERLIN = (at: number): number => civilTime('Europe/Berlin', at);
/** Tuesday 24 November 2026, 15:00 in Berlin. */
const AFTERNOON = Date.parse('2026-11-24T14:00Z');
/** The same day at 20:30 and 21:30. */
const [EVENING, NIGHT] = [Date.parse('2026-11-24T19:30Z'), Date.parse('2026-11-24T20:30Z')];
const timing = (endedAt: number, changes = {}): Timing => ({
  ...{ endedAt, civil: BERLIN, settings: { ...SHIPPED_SETTINGS, ...changes } },
});
const inWords = (asks: readonly Ask[]): string[] =>
  asks.map(({ step, askAt }) => `${step} ${new Date(askAt).toISOString().slice(0, 16)}Z`);
const planned = (level: Soreness, wanted = false, at = timing(AFTERNOON)): Ask[] => asksAfter(level, { wanted }, at);

describe('when a client is asked', () => {
  it.each([
    [Soreness.NONE, true, []],
    [Soreness.LOW, false, []],
    [Soreness.LOW, true, ['24h 2026-11-25T14:00Z']],
    [Soreness.MEDIUM, false, ['24h 2026-11-25T14:00Z']],
    [Soreness.HIGH, false, ['24h 2026-11-25T14:00Z', '48h 2026-11-26T14:00Z']],
  ])('soreness %s, asked for %s: %j', (level, wanted, expected) => {
    expect(inWords(planned(level, wanted))).toEqual(expected);
  });

  it('is at a civil hour: 24 h after 20:30 still is, after 21:30 it is the next morning at 8', () => {
    expect(inWords(planned(Soreness.MEDIUM, false, timing(EVENING)))).toEqual(['24h 2026-11-25T19:30Z']);
    expect(inWords(planned(Soreness.HIGH, false, timing(NIGHT)))).toEqual([
      '24h 2026-11-26T07:00Z',
      '48h 2026-11-27T07:00Z',
    ]);
  });

  it('once, where the practice’s hours end in the same morning', () => {
    const close = timing(NIGHT, { firstAskHours: 24, secondAskHours: 30 });
    expect(inWords(planned(Soreness.HIGH, false, close))).toEqual(['48h 2026-11-26T07:00Z']);
  });

  it('is not what was past already when the visit was completed', () => {
    const asks = planned(Soreness.HIGH);
    expect(fromThenOn(asks, AFTERNOON + 24 * HOUR)).toEqual(asks);
    expect(inWords(fromThenOn(asks, AFTERNOON + 24 * HOUR + 1))).toEqual(['48h 2026-11-26T14:00Z']);
  });

  it('is by the note once it is signed, and what was due before stays', () => {
    const [low, medium, high] = [planned(Soreness.LOW), planned(Soreness.MEDIUM), planned(Soreness.HIGH)];
    const early = AFTERNOON + 2 * HOUR;
    const late = AFTERNOON + 30 * HOUR;
    expect(replannedAsks(low, high, early)).toEqual(high);
    expect(replannedAsks(high, low, early)).toEqual([]);
    expect(inWords(replannedAsks(high, medium, late))).toEqual(['24h 2026-11-25T14:00Z']);
    expect(inWords(replannedAsks(low, high, late))).toEqual(['48h 2026-11-26T14:00Z']);
    expect(replannedAsks(low, medium, late)).toEqual([]);
  });
});

describe('when a client is asked again after an answer', () => {
  const answered = (triage: Triage, hours: number, asks = planned(Soreness.HIGH)): string[] =>
    inWords(asksAfterAnswer(triage, { asks, answeredAt: AFTERNOON + hours * HOUR, ...timing(AFTERNOON) }));
  const [FIRST, SECOND] = inWords(planned(Soreness.HIGH)) as [string, string];

  it.each([
    [Triage.EXPECTED, 25, [FIRST, SECOND]],
    [Triage.WATCH, 25, [FIRST, SECOND, '72h 2026-11-27T14:00Z']],
    [Triage.FOLLOW_UP, 25, [FIRST, SECOND, 'day7 2026-12-01T14:00Z']],
    [Triage.EMERGENCY, 25, [FIRST]],
    [Triage.EMERGENCY, 49, [FIRST, SECOND]],
    [Triage.REFER, 200, [FIRST, SECOND]],
    // 71 h are 14:00 in Berlin; half a day later it is night, and the next civil hour 8 in the morning.
    [Triage.WATCH, 71, [FIRST, SECOND, '72h 2026-11-28T07:00Z']],
    [Triage.WATCH, 72, [FIRST, SECOND]],
    [Triage.FOLLOW_UP, 168, [FIRST, SECOND]],
  ])('%s after %d h: %j', (triage, hours, expected) => {
    expect(answered(triage, hours)).toEqual(expected);
  });

  it('once for each reason', () => {
    const watched = asksAfterAnswer(Triage.WATCH, {
      ...{ asks: planned(Soreness.HIGH), answeredAt: AFTERNOON + 25 * HOUR, ...timing(AFTERNOON) },
    });
    expect(answered(Triage.WATCH, 50, watched)).toEqual(inWords(watched));
    expect(answered(Triage.FOLLOW_UP, 50, watched)).toEqual([...inWords(watched), 'day7 2026-12-01T14:00Z']);
  });

  it('is another ask’s time too, and then only once', () => {
    const asks = planned(Soreness.HIGH, false, timing(AFTERNOON, { secondAskHours: 71 }));
    const again = { asks, answeredAt: AFTERNOON + 25 * HOUR, ...timing(AFTERNOON) };
    expect(inWords(asksAfterAnswer(Triage.WATCH, again))).toEqual([FIRST, '72h 2026-11-27T14:00Z']);
  });
});

describe('the messages of a check-in', () => {
  const sendings = (asks: readonly Ask[], after = 0) =>
    sendingsOf(asks, { after, ...timing(AFTERNOON) }).map(({ step, dueAt, usefulUntil }) => {
      const [due, until] = [dueAt, usefulUntil].map((at) => (at - AFTERNOON) / HOUR);
      return `${step} due ${due} until ${until}`;
    });

  it('are an ask, and one repeat after a day of silence', () => {
    expect(sendings(planned(Soreness.MEDIUM))).toEqual(['24h due 24 until 48', '24h-repeat due 48 until 72']);
  });

  it('have no repeat where the next ask is due anyway', () => {
    expect(sendings(planned(Soreness.HIGH))).toEqual([
      '24h due 24 until 48',
      '48h due 48 until 72',
      '48h-repeat due 72 until 96',
    ]);
  });

  it('repeat an ask that is long before the next', () => {
    const asks = [...planned(Soreness.MEDIUM), { step: AskStep.FOLLOW_UP, askAt: AFTERNOON + 168 * HOUR }];
    expect(sendings(asks)).toEqual([
      '24h due 24 until 48',
      '24h-repeat due 48 until 72',
      'day7 due 168 until 192',
      'day7-repeat due 192 until 216',
    ]);
  });

  it('are over once they are answered, but for later asks', () => {
    expect(sendings(planned(Soreness.HIGH), AFTERNOON + 26 * HOUR)).toEqual([
      '48h due 48 until 72',
      '48h-repeat due 72 until 96',
    ]);
    expect(sendings(planned(Soreness.MEDIUM), AFTERNOON + 26 * HOUR)).toEqual([]);
  });

  it('repeat nothing a day before the clock is put back, when the next ask comes an hour later', () => {
    // Saturday 24 October 2026, 21:30 in Berlin: both asks come at 8 in the morning, 23 or 25 hours apart.
    const endedAt = Date.parse('2026-10-23T19:30Z');
    const asks = asksAfter(Soreness.HIGH, { wanted: false }, timing(endedAt));
    const steps = sendingsOf(asks, { after: 0, ...timing(endedAt) }).map(({ step }) => step);
    expect(steps).toEqual(['24h', '48h', '48h-repeat']);
  });

  it('end with the check-in, a day after the last of them', () => {
    const last = (asks: readonly Ask[]) => closesAt(sendingsOf(asks, { after: 0, ...timing(AFTERNOON) }));
    expect(last(planned(Soreness.HIGH))).toBe(AFTERNOON + 96 * HOUR);
    expect(last([])).toBeNull();
  });

  it('go out at civil hours only, in order, and each before it is of no use', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01Z'), max: Date.parse('2028-01-01Z') });
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const level = fc.constantFrom(...Object.values(Soreness));
    const triage = fc.constantFrom(...Object.values(Triage));
    fc.assert(
      fc.property(
        instant,
        zone,
        level,
        triage,
        fc.integer({ min: 24, max: 200 }),
        (endedAt, where, sore, then, hours) => {
          const on = { endedAt, civil: (at: number) => civilTime(where, at), settings: SHIPPED_SETTINGS };
          const asks = asksAfter(sore, { wanted: true }, on);
          const later = asksAfterAnswer(then, { asks, answeredAt: endedAt + hours * HOUR, ...on });
          for (const all of [asks, later]) {
            const sent = sendingsOf(all, { after: 0, ...on });
            for (const { dueAt, usefulUntil } of sent) {
              expect(civilTime(where, dueAt)).toBe(dueAt);
              expect(usefulUntil).toBeGreaterThan(dueAt);
            }
            const due = sent.map(({ dueAt }) => dueAt);
            expect(due).toEqual([...due].sort((a, b) => a - b));
            expect(new Set(sent.map(({ step }) => step)).size).toBe(sent.length);
          }
        },
      ),
    );
  });
});

describe('which ask an answer is to', () => {
  const asks = planned(Soreness.HIGH);

  it.each([
    [10, AskStep.FIRST],
    [24, AskStep.FIRST],
    [47, AskStep.FIRST],
    [48, AskStep.SECOND],
    [500, AskStep.SECOND],
  ])('after %d h to %s', (hours, step) => {
    expect(askAnswered(asks, AFTERNOON + hours * HOUR)?.step).toBe(step);
  });

  it('and whether it is the last', () => {
    expect(asks.map((ask) => isLastAsk(asks, ask))).toEqual([false, true]);
  });
});
