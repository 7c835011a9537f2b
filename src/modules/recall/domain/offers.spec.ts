import fc from 'fast-check';
import type { Slot } from '../../scheduling/domain/index.js';
import { offersOf, usualMinute } from './offers.js';

const ZONE = 'Europe/Berlin';
const at = (local: string): number => Date.parse(`${local}:00+01:00`);
const visits = (...starts: string[]) => starts.map((start) => ({ start: at(start), zone: ZONE }));

const slot = (local: string, ...therapistIds: string[]): Slot => ({
  ...{
    clinicId: 'c',
    start: at(local),
    end: at(local) + 3_600_000,
    localDate: local.slice(0, 10),
    score: 0,
    roomIds: ['r'],
  },
  therapists: therapistIds.map((therapistId) => ({ therapistId, reasons: [], score: 0 })),
});
const told = (offers: readonly { start: number; therapistId: string }[]): string[] =>
  offers.map(({ start, therapistId }) => `${new Date(start + 3_600_000).toISOString().slice(5, 16)} ${therapistId}`);

describe('the usual time', () => {
  it('is the one of most visits, and of two the later visit’s', () => {
    expect(usualMinute(visits('2026-01-20T10:00', '2026-01-13T17:30', '2026-01-06T17:30'))).toBe(17 * 60 + 30);
    expect(usualMinute(visits('2026-01-20T10:00', '2026-01-13T17:30'))).toBe(10 * 60);
    expect(usualMinute([])).toBeNull();
  });

  it('is the one on the clock of the clinic, in summer and in winter', () => {
    const summer = { start: Date.parse('2026-07-01T08:00:00Z'), zone: ZONE };
    const winter = { start: Date.parse('2026-01-07T09:00:00Z'), zone: ZONE };
    const elsewhere = { start: Date.parse('2026-01-07T18:00:00Z'), zone: 'America/Los_Angeles' };
    expect([summer, winter, elsewhere].map((visit) => usualMinute([visit]))).toEqual([600, 600, 600]);
  });
});

describe('what is offered', () => {
  const open = [
    slot('2026-02-02T09:00', 'ada', 'bo'),
    slot('2026-02-02T10:30', 'ada'),
    slot('2026-02-02T11:00', 'bo', 'cy'),
    slot('2026-02-03T15:00', 'ada'),
    slot('2026-02-04T09:30', 'ada'),
    slot('2026-02-04T10:30', 'ada'),
  ];

  it('is the client’s therapist at the usual time, then at others, then somebody else', () => {
    const offers = offersOf(open, { therapistId: 'ada', usualMinute: 600, zone: ZONE });
    expect(told(offers.usual)).toEqual(['02-02T10:30 ada', '02-04T09:30 ada']);
    expect(told(offers.own)).toEqual(['02-02T09:00 ada', '02-03T15:00 ada', '02-04T10:30 ada']);
    expect(told(offers.others)).toEqual(['02-02T11:00 bo']);
  });

  it('is anybody where the client has no therapist here, and the therapist’s times where there was no visit', () => {
    const anybody = offersOf(open, { therapistId: null, usualMinute: 600, zone: ZONE });
    expect([anybody.usual, anybody.own]).toEqual([[], []]);
    expect(told(anybody.others)).toHaveLength(6);
    const fresh = offersOf(open, { therapistId: 'ada', usualMinute: null, zone: ZONE });
    expect([told(fresh.usual), told(fresh.own).length]).toEqual([[], 5]);
  });

  it('is a few of a day, from its first to its last', () => {
    const hours = ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'];
    const offers = offersOf(
      hours.map((hour) => slot(`2026-02-02T${hour}:00`, 'ada')),
      { therapistId: 'ada', usualMinute: null, zone: ZONE },
    );
    expect(told(offers.own)).toEqual(['02-02T08:00 ada', '02-02T11:00 ada', '02-02T14:00 ada', '02-02T17:00 ada']);
  });

  it('is always open, with that therapist, never twice, and never too much', () => {
    const anySlot = fc
      .tuple(
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 95 }),
        fc.subarray(['ada', 'bo', 'cy'], { minLength: 1 }),
      )
      .map(([day, quarter, therapists]) => {
        const start = at('2026-02-02T00:00') + day * 86_400_000 + quarter * 900_000;
        return { ...slot('2026-02-02T00:00', ...therapists), start };
      });
    const slots = fc
      .uniqueArray(anySlot, { selector: ({ start }) => start, maxLength: 200 })
      .map((all) => all.sort((a, b) => a.start - b.start));
    fc.assert(
      fc.property(
        slots,
        fc.option(fc.integer({ min: 0, max: 1439 })),
        fc.constantFrom('ada', 'nobody', null),
        (all, usual, therapistId) => {
          const offers = offersOf(all, { therapistId, usualMinute: usual, zone: ZONE });
          const every = [...offers.usual, ...offers.own, ...offers.others];
          for (const { start, therapistId: id } of every) {
            expect(all.find((one) => one.start === start)!.therapists.map((each) => each.therapistId)).toContain(id);
          }
          expect(new Set(every.map(({ start }) => start)).size).toBe(every.length);
          for (const group of [offers.usual, offers.own, offers.others]) expect(group.length).toBeLessThanOrEqual(20);
          for (const { therapistId: id } of [...offers.usual, ...offers.own]) expect(id).toBe(therapistId);
          if (all.length > 0) expect(every.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
