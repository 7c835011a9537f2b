import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { standingClient } from '../clients/index.js';
import { openSlots } from '../scheduling/domain/index.js';
import { readSchedulingFacts } from '../scheduling/index.js';
import type { Slot } from '../scheduling/domain/index.js';
import type { VisitWish } from './place-visit.js';
import { withBusy } from './storage/busy.js';

const DAY_MS = 86_400_000;
/** Days looked through, one stretch after the other, until there are enough slots. */
const STRETCHES = [2, 14];
const ENOUGH = 5;

/** What to offer instead of a slot that is taken: the next starts for the same wish, soonest first. */
@Injectable()
export class FindNextSlots {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Reads in a unit of its own, after the booking's has been rolled back. */
  execute(actor: Actor, wish: VisitWish): Promise<Slot[]> {
    return this.unitOfWork.do(actor, (tx) => this.read(tx, wish));
  }

  async read(tx: Tx, wish: VisitWish): Promise<Slot[]> {
    let slots: Slot[] = [];
    for (const days of STRETCHES) {
      slots = await slotsWithin(tx, wish, days);
      if (slots.length === ENOUGH) break;
    }
    return slots;
  }
}

async function slotsWithin(tx: Tx, wish: VisitWish, days: number): Promise<Slot[]> {
  const window = { start: wish.start, end: wish.start + days * DAY_MS };
  const { facts, rangeOf } = await readSchedulingFacts(tx, {
    ...{ serviceId: wish.serviceId, clinicIds: [wish.clinicId], window },
    therapistIds: wish.therapistId ? [wish.therapistId] : null,
    roomIds: wish.roomId ? [wish.roomId] : null,
  });
  const client = wish.clientId ? await standingClient(tx, wish.clientId) : null;
  const busy = await withBusy(tx, facts, {
    clientId: client?.id ?? null,
    range: rangeOf(window),
    except: wish.moving?.id,
  });
  return openSlots(busy.facts, { window, order: 'earliest' }).slice(0, ENOUGH);
}
