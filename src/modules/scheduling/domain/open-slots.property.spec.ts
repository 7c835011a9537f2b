import fc from 'fast-check';
import type { Interval } from '../../../kernel/index.js';
import { overlaps } from '../../../kernel/index.js';
import { blocks, rangeToRead } from './blocks.js';
import { openSlots } from './open-slots.js';
import { MINUTE, scene } from './scheduling-facts.arbitraries.js';
import type { Scene } from './scheduling-facts.arbitraries.js';
import type { SchedulingFacts } from './scheduling-facts.js';
import { compareSlots, slotKey, slotsAfter } from './slot.js';
import type { Slot, SlotOrder } from './slot.js';
import { slotObstacles } from './slot-obstacles.js';
import type { Placement } from './slot-obstacles.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);

/** The naive check asks about thousands of placements: a few hours of a scene are enough for it. */
const FOUR_HOURS = 4 * 60 * MINUTE;

const order = fc.constantFrom<SlotOrder>('best_match', 'earliest');
const ranking = fc.record(
  { preferredTherapistId: fc.constantFrom('therapist-1', 'therapist-3'), condition: fc.constant('migraine') },
  { requiredKeys: [] },
);

const placements = (slots: readonly Slot[]): Placement[] =>
  slots.flatMap(({ clinicId, start, therapists, roomIds }) =>
    therapists.flatMap(({ therapistId }) => roomIds.map((roomId) => ({ clinicId, therapistId, roomId, start }))),
  );

const named = ({ clinicId, therapistId, roomId, start }: Placement): string =>
  `${new Date(start).toISOString()} ${clinicId} ${therapistId} ${roomId}`;

/** Every placement at whole five minutes, and right beside the window's first. */
const everywhere = ({ facts, window }: Scene): Placement[] => {
  const first = Math.ceil(window.start / (5 * MINUTE)) * 5 * MINUTE;
  const count = Math.max(0, Math.ceil((window.end - first) / (5 * MINUTE)));
  const starts = [window.start, ...Array.from({ length: count }, (_, i) => first + i * 5 * MINUTE)];
  return facts.clinics.flatMap(({ clinicId }) =>
    facts.therapists.flatMap(({ therapistId }) =>
      facts.rooms.flatMap(({ roomId }) =>
        [...new Set(starts)].map((start) => ({ clinicId, therapistId, roomId, start })),
      ),
    ),
  );
};

describe('open slots, whatever the clinics, people, rooms and clocks', () => {
  it('are exactly the placements without an obstacle', () => {
    let scenesWithOffers = 0;
    fc.assert(
      fc.property(scene, ({ facts, window: { start, end } }) => {
        const window = { start, end: Math.min(end, start + FOUR_HOURS) };
        const offered = placements(openSlots(facts, { window, order: 'earliest' }));
        const possible = everywhere({ facts, window }).filter(
          (placement) => slotObstacles(facts, placement).length === 0,
        );
        expect(offered.map(named).sort()).toEqual(possible.map(named).sort());
        if (offered.length > 0) scenesWithOffers += 1;
      }),
      { numRuns },
    );
    // About one scene in five offers something; were it next to none, nothing would have been compared.
    expect(scenesWithOffers).toBeGreaterThan(numRuns / 50);
  });

  it('overlap nothing that blocks their therapist, room or client', () => {
    fc.assert(
      fc.property(scene, ({ facts, window }) => {
        for (const { therapistId, roomId, start } of placements(openSlots(facts, { window, order: 'earliest' }))) {
          const therapist = facts.therapists.find((candidate) => candidate.therapistId === therapistId)!;
          const room = facts.rooms.find((candidate) => candidate.roomId === roomId)!;
          const taken = blocks(facts.service, room.turnoverMinutes, start);
          expect(therapist.busy.filter((busy) => overlaps(busy, taken.therapist))).toEqual([]);
          expect(room.busy.filter((busy) => overlaps(busy, taken.room))).toEqual([]);
          expect(facts.clientBusy.filter((busy) => overlaps(busy, taken.visit))).toEqual([]);
        }
      }),
      { numRuns },
    );
  });

  it('are the same however the search window is cut', () => {
    fc.assert(
      fc.property(
        scene,
        order,
        ranking,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
        (searched, by, rank, parts) => {
          const { facts, window } = searched;
          const search = (part: Interval) => openSlots(facts, { window: part, order: by, ranking: rank });
          const inner = parts.map((part) => Math.round(window.start + (window.end - window.start) * part));
          const cuts = [window.start, ...inner.sort((a, b) => a - b), window.end];
          const pieces = cuts.slice(1).flatMap((end, i) => search({ start: cuts[i]!, end }));
          expect(pieces.sort((a, b) => compareSlots(by, a, b))).toEqual(search(window));
        },
      ),
      { numRuns: numRuns * 2 },
    );
  });

  it('need no facts from outside the range to read', () => {
    fc.assert(
      fc.property(scene, order, ranking, ({ facts, window }, by, rank) => {
        const search = { window, order: by, ranking: rank };
        expect(openSlots(onlyWithin(facts, window), search)).toEqual(openSlots(facts, search));
      }),
      { numRuns: numRuns * 2 },
    );
  });

  it('come in the same order however the facts are listed, and leave the facts alone', () => {
    fc.assert(
      fc.property(scene, order, ranking, ({ facts, window }, by, rank) => {
        const search = { window, order: by, ranking: rank };
        const before = structuredClone(facts);
        const slots = openSlots(facts, search);
        expect(facts).toEqual(before);
        expect(openSlots(backwards(facts), search)).toEqual(slots);
      }),
      { numRuns },
    );
  });

  it('continue behind the key of any slot without a gap or a repeat', () => {
    fc.assert(
      fc.property(scene, order, ranking, fc.nat(), ({ facts, window }, by, rank, pick) => {
        const slots = openSlots(facts, { window, order: by, ranking: rank });
        fc.pre(slots.length > 0);
        const last = pick % slots.length;
        expect(slotsAfter(slots, by, slotKey(slots[last]!))).toEqual(slots.slice(last + 1));
      }),
      { numRuns },
    );
  });
});

function onlyWithin(facts: SchedulingFacts, window: Interval): SchedulingFacts {
  const longestTurnover = Math.max(...facts.rooms.map(({ turnoverMinutes }) => turnoverMinutes));
  const range = rangeToRead(window, facts.service, longestTurnover);
  const within = (spans: readonly Interval[]) => spans.filter((span) => overlaps(span, range));
  return {
    ...facts,
    clinics: facts.clinics.map((clinic) => ({ ...clinic, closures: within(clinic.closures) })),
    therapists: facts.therapists.map((therapist) => ({
      ...therapist,
      timeOff: within(therapist.timeOff),
      busy: within(therapist.busy),
    })),
    rooms: facts.rooms.map((room) => ({ ...room, closures: within(room.closures), busy: within(room.busy) })),
    clientBusy: within(facts.clientBusy),
  };
}

const backwards = (facts: SchedulingFacts): SchedulingFacts => ({
  ...facts,
  clinics: [...facts.clinics].reverse(),
  therapists: facts.therapists.map((therapist) => ({ ...therapist, busy: [...therapist.busy].reverse() })).reverse(),
  rooms: facts.rooms.map((room) => ({ ...room, busy: [...room.busy].reverse() })).reverse(),
});
