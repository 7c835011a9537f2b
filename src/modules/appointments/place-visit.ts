import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { resolveClient, standingClient } from '../clients/index.js';
import type { Client } from '../clients/index.js';
import { blocks } from '../scheduling/domain/index.js';
import { findCandidates, readSchedulingFacts } from '../scheduling/index.js';
import type { Blocks, ObstacleCode, SchedulingFacts } from '../scheduling/domain/index.js';
import { ScreenVisit } from '../screening/index.js';
import type { AskedVisit } from '../screening/index.js';
import type { VerdictLevel } from '../screening/domain/index.js';
import { choosePlacement } from './domain/choose-placement.js';
import { bookableAs } from './domain/screening-of-visit.js';
import type { Deferred, Obstructed } from './refusals.js';
import { expireHolds, occupied, readBusy } from './storage/busy.js';
import { findTreatment, toScreen } from './storage/treatments.js';

/** Nothing blocks anybody for longer, with buffers and turnover: a check of the table. */
const DAY_MS = 86_400_000;

/** A visit that somebody wants, at one start. */
export interface VisitWish {
  readonly clinicId: string;
  readonly serviceId: string;
  /** Epoch ms. */
  readonly start: number;
  readonly therapistId: string | null;
  readonly roomId: string | null;
  readonly clientId: string | null;
  readonly keepRoomId?: string;
  /** An appointment that moves, with its therapist and what it blocks now. */
  readonly moving?: { readonly id: string; readonly therapistId: string; readonly resources: readonly string[] };
  /** The time was agreed before, by a live hold or at booking: notice and horizon are not asked again. */
  readonly timeStands?: boolean;
  /** The client had the visit before, and keeps it also where archived since. */
  readonly clientStands?: boolean;
  readonly override: boolean;
}

/** Where the visit goes. Its resources are locked until the unit ends. */
export interface Placed {
  /** The client that the wish's client stands for after merges. */
  readonly clientId: string | null;
  readonly therapistId: string;
  readonly roomId: string;
  readonly blocks: Blocks;
  readonly overridden: readonly ObstacleCode[];
  readonly priceMinor: number;
  readonly currency: string;
  readonly holdMinutes: number;
  /** What screening says of the client, the service and the date; null without a client. */
  readonly screeningLevel: VerdictLevel | null;
  /** As what it may be booked for the client. */
  readonly status: 'booked' | 'pending_clearance';
}

/**
 * Finds a place for a visit and keeps everybody else from it until the unit ends: first the locks of all that may be
 * chosen, then the reads, then the decision. Only what was read under the locks counts, and the exclusion constraints
 * would refuse what slipped through. Under the client's lock no answers and no clearance come in, so that the verdict
 * holds until the unit ends too. Holds whose time is over and that stand in the way end here.
 */
@Injectable()
export class PlaceVisit {
  constructor(private readonly screenVisit: ScreenVisit) {}

  async execute(tx: Tx, wish: VisitWish): Promise<Outcome<Placed, Obstructed | Deferred>> {
    const { start } = wish;
    const read = await this.readUnderLocks(tx, wish);
    const { clientId, facts, levels } = read;
    const ranking = { preferredTherapistId: read.preferredTherapistId };
    const chosen = choosePlacement(facts, { ...wish, ranking });
    const stays = !chosen.ok || chosen.value.therapistId === wish.moving?.therapistId;
    const level = levels && (stays ? levels.asDecided : levels.anew);
    const status = level === null ? 'booked' : bookableAs(level, { start, now: tx.now.getTime() });
    if (status === null) return refuse(deferred(wish, clientId!, level!));
    if (!chosen.ok) return refuse({ kind: 'obstructed', obstacles: chosen.refusal, nextSlots: [] });

    await expireHolds(tx, read.runOut);
    const { therapistId, roomId, overridden } = chosen.value;
    const { turnoverMinutes } = facts.rooms.find((room) => room.roomId === roomId)!;
    const { priceMinor, currency, holdMinutes } = read.schedule;
    return ok({
      ...{ clientId, therapistId, roomId, overridden, priceMinor, currency, status, screeningLevel: level },
      blocks: blocks(facts.service, turnoverMinutes, start),
      holdMinutes: holdMinutes.get(wish.clinicId)!,
    });
  }

  private async readUnderLocks(tx: Tx, wish: VisitWish) {
    const { clinicId, serviceId, start, moving, clientId: wished } = wish;
    const { therapistIds, roomIds } = await candidatesFor(tx, wish);
    const resources = [...therapistIds, ...roomIds, ...(wished ? [wished] : []), ...(moving?.resources ?? [])];
    // Travels behind the locks: what the service is and where does not change with the visits.
    const [, treatment] = await Promise.all([tx.lock(resources), wished ? findTreatment(tx, wish) : undefined]);
    const window = { start, end: start + 1 };
    const near = { therapistIds, roomIds, range: { start: start - DAY_MS, end: start + DAY_MS }, except: moving?.id };
    const levelsFor = async (clientId: string | null): Promise<Levels | null> => {
      if (!clientId || !treatment) return null;
      const anew = toScreen(treatment, start);
      return this.levels(tx, clientId, [{ ...anew, appointmentId: moving?.id }, anew]);
    };
    const [client, schedule, seen, seenLevels] = await Promise.all([
      wished ? lockedClient(tx, wished, wish.clientStands ? standingClient : resolveClient) : null,
      readSchedulingFacts(tx, { serviceId, clinicIds: [clinicId], therapistIds, roomIds, window }),
      readBusy(tx, { ...near, clientId: wished }),
      levelsFor(wished),
    ]);
    const clientId = client?.id ?? null;
    const [busy, levels] =
      clientId === wished
        ? [seen, seenLevels]
        : await Promise.all([readBusy(tx, { ...near, clientId }), levelsFor(clientId)]);
    const facts = occupied(wish.timeStands ? withoutNotice(schedule.facts) : schedule.facts, busy, clientId);
    const preferredTherapistId = client?.preferredTherapistId ?? undefined;
    return { clientId, preferredTherapistId, schedule, facts, levels, runOut: busy.runOut };
  }

  private async levels(tx: Tx, clientId: string, visits: readonly [AskedVisit, AskedVisit]): Promise<Levels> {
    const [asDecided, anew] = await this.screenVisit.many(tx, { clientId, visits });
    return { asDecided: asDecided!.level, anew: anew!.level };
  }
}

/** What screening says with the decision of the visit's present therapist, and to any other, who has decided nothing. */
interface Levels {
  readonly asDecided: VerdictLevel;
  readonly anew: VerdictLevel;
}

const deferred = ({ clinicId, serviceId, start }: VisitWish, clientId: string, level: VerdictLevel): Deferred => ({
  ...{ kind: 'screening_defers', level, visit: { clientId, clinicId, serviceId, start } },
});

async function candidatesFor(
  tx: Tx,
  wish: VisitWish,
): Promise<{ therapistIds: readonly string[]; roomIds: readonly string[] }> {
  const { therapistId, roomId } = wish;
  if (therapistId && roomId) return { therapistIds: [therapistId], roomIds: [roomId] };
  const all = await findCandidates(tx, wish);
  return {
    therapistIds: therapistId ? [therapistId] : all.therapistIds,
    roomIds: roomId ? [roomId] : all.roomIds,
  };
}

/** A client who was merged stands for another one, whom nobody has locked yet: rare, and worth a lock out of order. */
async function lockedClient(tx: Tx, id: string, resolve: typeof resolveClient): Promise<Client> {
  let locked = id;
  for (;;) {
    const client = await resolve(tx, id);
    if (client.id === locked) return client;
    await tx.lock([client.id]);
    locked = client.id;
  }
}

function withoutNotice(facts: SchedulingFacts): SchedulingFacts {
  const anyTime = { minimumNoticeMinutes: Number.NEGATIVE_INFINITY, horizonDays: 100_000 };
  return { ...facts, clinics: facts.clinics.map((clinic) => ({ ...clinic, ...anyTime })) };
}

/** The columns of an appointment that say what it blocks. */
export const blockedColumns = ({ visit, therapist, room }: Blocks) => ({
  startsAt: new Date(visit.start),
  endsAt: new Date(visit.end),
  therapistBlockedFrom: new Date(therapist.start),
  therapistBlockedTo: new Date(therapist.end),
  roomBlockedFrom: new Date(room.start),
  roomBlockedTo: new Date(room.end),
});
