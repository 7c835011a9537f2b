import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { Booking } from './book-appointment.js';
import { FindNextSlots } from './find-next-slots.js';
import { blockedColumns, PlaceVisit } from './place-visit.js';
import type { Placed, VisitWish } from './place-visit.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { BookingRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { requireSelf } from './require-self.js';
import { insertAppointment } from './storage/appointments.js';
import type { Appointment, AppointmentDraft } from './storage/appointments.js';
import { heldByClient, releaseHeldByClient } from './storage/client-holds.js';

export type HoldRequest = Omit<Booking, 'clientId'> & { readonly clientId: string | null };

@Injectable()
export class HoldSlot {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly placeVisit: PlaceVisit,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  /**
   * Keeps a place for the clinic's hold minutes, after which it is free again by itself. A client keeps one at a time, and the
   * one before is no obstacle to the next. Throws `NotFound` for an id that is not the practice's, and for a client who asks for another.
   */
  async execute(actor: StaffActor | ClientActor, request: HoldRequest): Promise<Outcome<Appointment, BookingRefusal>> {
    let wish: VisitWish | undefined;
    const outcome = await this.unitOfWork.run<Appointment, BookingRefusal>(
      actor,
      async (tx) => {
        const id = newId();
        await requireSelf(tx, request.clientId);
        wish = { ...wishOf(request), moving: await ownHold(tx, request) };
        const placed = await this.placeVisit.execute(tx, wish);
        if (!placed.ok) return placed;
        if (actor.kind === 'client') await releaseHeldByClient(tx, request.clientId!);
        const draft = draftOf({ id, wish, placed: placed.value, actor, now: tx.now, reason: request.overrideReason });
        const saved = insertAppointment(tx, draft, { kind: 'hold', fromStatus: null });
        tx.record({ action: 'appointment.held', subjectIds: [id] });
        tx.emit('appointment.held', { appointmentId: id, clinicId: wish.clinicId });
        return ok(saved);
      },
      { refusals: EXCLUSION_REFUSALS, repeat: REPEAT_APPOINTMENT },
    );
    if (outcome.ok || outcome.refusal.kind !== 'obstructed' || !wish) return outcome;
    return refuse({ ...outcome.refusal, nextSlots: await this.findNextSlots.execute(actor, wish) });
  }
}

/** What the client holds already: it makes room for the new place. */
async function ownHold(tx: Tx, { clientId }: HoldRequest): Promise<VisitWish['moving']> {
  if (tx.actor.kind !== 'client' || clientId === null) return undefined;
  const held = await heldByClient(tx, clientId);
  return held && { id: held.id, therapistId: held.therapistId, resources: [] };
}

function wishOf(request: HoldRequest): VisitWish {
  return {
    ...{ clinicId: request.clinicId, serviceId: request.serviceId, clientId: request.clientId },
    ...{ start: request.startsAt.getTime(), therapistId: request.therapistId, roomId: request.roomId },
    override: request.overrideReason !== null,
  };
}

interface HoldParts {
  readonly id: string;
  readonly wish: VisitWish;
  readonly placed: Placed;
  readonly actor: StaffActor | ClientActor;
  readonly now: Date;
  readonly reason: string | null;
}

function draftOf({ id, wish, placed, actor, now, reason }: HoldParts): AppointmentDraft {
  const { clientId, therapistId, roomId, priceMinor, currency, overridden, holdMinutes, screeningLevel } = placed;
  return {
    ...{ id, clinicId: wish.clinicId, serviceId: wish.serviceId, clientId, therapistId, roomId },
    ...blockedColumns(placed.blocks),
    ...{ status: 'held', holdExpiresAt: new Date(now.getTime() + holdMinutes * 60_000) },
    heldBy: actor.kind === 'staff' ? actor.membershipId : null,
    ...{ priceMinor, currency, overriddenRules: overridden },
    overrideReason: overridden.length > 0 ? reason : null,
    ...{ cancelReason: null, cancelNote: null, arrivalAnswer: null },
    ...{ screeningLevel, screeningAccepted: screeningLevel, awaitsTherapist: false },
  };
}
