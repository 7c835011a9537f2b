import { Injectable } from '@nestjs/common';
import type { Interval } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { resolveClient, standingClient } from '../clients/index.js';
import { dayOfDate, openSlots, startOfDay } from '../scheduling/domain/index.js';
import { readSchedulingFacts } from '../scheduling/index.js';
import type { SchedulingFacts, Slot, SlotOrder } from '../scheduling/domain/index.js';
import { withBusy } from './storage/busy.js';

export interface SlotQuestion {
  readonly serviceId: string;
  readonly clinicIds: readonly string[];
  /** YYYY-MM-DD, in each clinic's own calendar. */
  readonly from: string;
  readonly days: number;
  readonly therapistIds: readonly string[] | null;
  readonly clientId: string | null;
  readonly condition: string | null;
  readonly order: SlotOrder;
  /** The client's visit that is to move: it is in nobody's way, and they keep it also where archived since. */
  readonly movingId?: string;
}

@Injectable()
export class FindOpenSlots {
  /**
   * All slots of the asked days, in the asked order: two statements for what the schedule says and who is busy, whatever
   * the number of clinics, therapists and days. Throws `NotFound` for an id that is not the practice's.
   */
  async execute(tx: Tx, question: SlotQuestion): Promise<Slot[]> {
    const { serviceId, clinicIds, therapistIds, from, days, order } = question;
    const resolve = question.movingId === undefined ? resolveClient : standingClient;
    const client = question.clientId ? await resolve(tx, question.clientId) : null;
    const dates = { first: dayOfDate(from), last: dayOfDate(from) + days };
    const anywhere = { start: startOfDay('UTC', dates.first - 1), end: startOfDay('UTC', dates.last + 1) };
    const read = await readSchedulingFacts(tx, { serviceId, clinicIds, therapistIds, roomIds: null, window: anywhere });
    const window = windowOf(read.facts, dates);
    const busy = { clientId: client?.id ?? null, range: read.rangeOf(window), except: question.movingId };
    const { facts } = await withBusy(tx, read.facts, busy);
    const ranking = {
      preferredTherapistId: client?.preferredTherapistId ?? undefined,
      condition: question.condition ?? undefined,
    };
    const inDates = ({ localDate }: Slot): boolean =>
      dayOfDate(localDate) >= dates.first && dayOfDate(localDate) < dates.last;
    return openSlots(facts, { window, order, ranking }).filter(inDates);
  }
}

/** From the first clinic's first midnight to the last one's last: clinics of several zones share the window. */
function windowOf({ clinics }: SchedulingFacts, dates: { first: number; last: number }): Interval {
  return {
    start: Math.min(...clinics.map(({ zone }) => startOfDay(zone, dates.first))),
    end: Math.max(...clinics.map(({ zone }) => startOfDay(zone, dates.last))),
  };
}
