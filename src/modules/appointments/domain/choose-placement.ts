import { ok, refuse } from '../../../kernel/index.js';
import type { Outcome } from '../../../kernel/index.js';
import { canOverride, openSlots, OVERRIDABLE, slotObstacles } from '../../scheduling/domain/index.js';
import type { Obstacle, ObstacleCode, SchedulingFacts, SlotRanking } from '../../scheduling/domain/index.js';

/** What is wanted: one start at one clinic, with or without a named therapist and room. */
export interface Wish {
  readonly clinicId: string;
  /** Start of the visit, epoch ms. */
  readonly start: number;
  readonly therapistId: string | null;
  readonly roomId: string | null;
  /** Where several rooms are free, this one, so that a move keeps its room. */
  readonly keepRoomId?: string;
  readonly ranking?: SlotRanking;
  /** Staff have given a reason to set aside the rules that may be. */
  readonly override: boolean;
}

export interface Chosen {
  readonly therapistId: string;
  readonly roomId: string;
  /** Rules that this placement breaks, all of which may be set aside. */
  readonly overridden: readonly ObstacleCode[];
}

/**
 * The therapist and the room for a visit: the best that are free, or the named ones. Where none fits, what stands in the
 * way of the placement that comes nearest.
 */
export function choosePlacement(facts: SchedulingFacts, wish: Wish): Outcome<Chosen, readonly Obstacle[]> {
  const { clinicId, start, ranking } = wish;
  const inWish = onlyWished(facts, wish);
  const [slot] = openSlots(inWish, { window: { start, end: start + 1 }, order: 'earliest', ranking }).filter(
    (candidate) => candidate.clinicId === clinicId,
  );
  if (slot) {
    const roomId = slot.roomIds.find((id) => id === wish.keepRoomId) ?? slot.roomIds[0]!;
    return ok({ therapistId: slot.therapists[0]!.therapistId, roomId, overridden: [] });
  }
  if (inWish.therapists.length === 0) return refuse([{ code: 'not_qualified' }]);
  const nearest = nearestPlacement(inWish, wish);
  if (!nearest) return refuse([{ code: 'room_lacks_feature', features: facts.service.requiredFeatures }]);
  const { therapistId, roomId, obstacles } = nearest;
  if (!wish.override || !canOverride(obstacles)) return refuse(obstacles);
  return ok({ therapistId, roomId, overridden: obstacles.map(({ code }) => code) });
}

function onlyWished(facts: SchedulingFacts, { therapistId, roomId }: Wish): SchedulingFacts {
  return {
    ...facts,
    therapists: facts.therapists.filter((therapist) => !therapistId || therapist.therapistId === therapistId),
    rooms: facts.rooms.filter((room) => !roomId || room.roomId === roomId),
  };
}

function nearestPlacement(facts: SchedulingFacts, { clinicId, start }: Wish) {
  const placements = facts.therapists.flatMap(({ therapistId }) =>
    facts.rooms.map(({ roomId }) => {
      const obstacles = slotObstacles(facts, { clinicId, therapistId, roomId, start });
      const firm = obstacles.filter(({ code }) => !OVERRIDABLE[code]).length;
      return { therapistId, roomId, obstacles, firm };
    }),
  );
  return placements.sort((a, b) => a.firm - b.firm || a.obstacles.length - b.obstacles.length)[0];
}
