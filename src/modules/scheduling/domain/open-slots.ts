import { intersectAll, subtract } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { blocks, rangeToRead } from './blocks.js';
import { hoursInWindow } from './local-hours.js';
import type { ClinicFacts, RoomFacts, SchedulingFacts, ServiceFacts } from './scheduling-facts.js';
import { compareSlots, compareText } from './slot.js';
import type { Slot, SlotSearch } from './slot.js';
import { bookableStarts, onGrid, risingMembership, startsHitting, startsInside } from './starts.js';
import { byRank, therapistStarts } from './therapist-starts.js';
import type { TherapistStarts } from './therapist-starts.js';
import { dateOfDay } from './zoned-time.js';

/**
 * Every start in the search window at which a therapist and a room are free for the service, in the order asked for. Any
 * of a slot's therapists can be booked with any of its rooms, and these are exactly the placements to which
 * `slotObstacles` objects nothing.
 *
 * The visit lies inside the clinic's opening hours and the therapist's working hours there, outside closures, time off and
 * the client's other visits; it starts on the clinic's grid, after the minimum notice and within the horizon, on a date on
 * which the therapist is licensed. Buffers and turnover may reach beyond hours and into closures, but overlap nobody's blocked
 * time.
 */
export const openSlots = (facts: SchedulingFacts, search: SlotSearch): Slot[] =>
  facts.clinics
    .flatMap((clinic) => slotsAtClinic(clinic, facts, search))
    .sort((a, b) => compareSlots(search.order, a, b));

function slotsAtClinic(clinic: ClinicFacts, facts: SchedulingFacts, { window, ranking = {} }: SlotSearch): Slot[] {
  const { service, clientBusy } = facts;
  const bookable = bookableStarts(clinic, facts.now, window);
  if (bookable.start >= bookable.end) return [];
  // Wider than any visit in the window, so that the cut edge is never taken for the edge of somebody's hours.
  const range = rangeToRead(bookable, service, 0);
  const opening = hoursInWindow({ weekly: clinic.openingHours, exceptions: [], zone: clinic.zone, window: range });
  const open = subtract(opening, clinic.closures);
  const { visit } = blocks(service, 0, 0);
  const offered = intersectAll([bookable], subtract(startsInside(open, visit), startsHitting(clientBusy, visit)));
  const therapists = facts.therapists.flatMap(
    (therapist) => therapistStarts(therapist, { clinic, service, ranking, open, range }) ?? [],
  );
  return sweep(clinic, service, { offered, therapists, rooms: roomStarts(clinic, facts, bookable) });
}

interface RoomStarts {
  readonly roomId: string;
  readonly starts: readonly Interval[];
}

/** When each of the clinic's rooms that hold what the service needs is free for its visit and block, in the order of the ids. */
function roomStarts(clinic: ClinicFacts, { rooms, service }: SchedulingFacts, bookable: Interval): RoomStarts[] {
  const holdsAll = (room: RoomFacts) => service.requiredFeatures.every((feature) => room.features.includes(feature));
  return rooms
    .filter((room) => room.clinicId === clinic.clinicId && holdsAll(room))
    .sort((a, b) => compareText(a.roomId, b.roomId))
    .map(({ roomId, turnoverMinutes, closures, busy }) => {
      const shape = blocks(service, turnoverMinutes, 0);
      const taken = [...startsHitting(closures, shape.visit), ...startsHitting(busy, shape.room)];
      return { roomId, starts: subtract([bookable], taken) };
    });
}

interface FreeStarts {
  readonly offered: readonly Interval[];
  readonly therapists: readonly TherapistStarts[];
  readonly rooms: readonly RoomStarts[];
}

/** Walks the grid once, and every therapist's and room's free starts beside it. */
function sweep(clinic: ClinicFacts, service: ServiceFacts, { offered, therapists, rooms }: FreeStarts): Slot[] {
  const people = therapists.map((therapist) => ({ therapist, canStart: risingMembership(therapist.starts) }));
  const places = rooms.map(({ roomId, starts }) => ({ roomId, canStart: risingMembership(starts) }));
  const slots: Slot[] = [];
  for (const { start, day } of onGrid(offered, clinic.zone, clinic.slotStepMinutes)) {
    const roomIds = places.filter(({ canStart }) => canStart(start)).map(({ roomId }) => roomId);
    if (roomIds.length === 0) continue;
    const ranked = people
      .filter(({ canStart }) => canStart(start))
      .map(({ therapist }) => (therapist.snugStarts.has(start) ? therapist.snug : therapist.loose))
      .sort(byRank);
    const best = ranked[0];
    if (!best) continue;
    slots.push({
      clinicId: clinic.clinicId,
      start,
      end: blocks(service, 0, start).visit.end,
      localDate: dateOfDay(day),
      score: best.therapist.score,
      therapists: ranked.map(({ therapist }) => therapist),
      roomIds,
    });
  }
  return slots;
}
