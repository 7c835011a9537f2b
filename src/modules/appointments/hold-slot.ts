import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Booking } from './book-appointment.js';
import { FindNextSlots } from './find-next-slots.js';
import { blockedColumns, PlaceVisit } from './place-visit.js';
import type { Placed, VisitWish } from './place-visit.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { BookingRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { insertAppointment } from './storage/appointments.js';
import type { Appointment, AppointmentDraft } from './storage/appointments.js';

export type HoldRequest = Omit<Booking, 'clientId'> & { readonly clientId: string | null };

@Injectable()
export class HoldSlot {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly placeVisit: PlaceVisit,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  /** Keeps a place for the clinic's hold minutes, after which it is free again by itself. */
  async execute(actor: StaffActor, request: HoldRequest): Promise<Outcome<Appointment, BookingRefusal>> {
    let wish: VisitWish | undefined;
    const outcome = await this.unitOfWork.run<Appointment, BookingRefusal>(
      actor,
      async (tx) => {
        const id = newId();
        wish = wishOf(request);
        const placed = await this.placeVisit.execute(tx, wish);
        if (!placed.ok) return placed;
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
  readonly actor: StaffActor;
  readonly now: Date;
  readonly reason: string | null;
}

function draftOf({ id, wish, placed, actor, now, reason }: HoldParts): AppointmentDraft {
  const { clientId, therapistId, roomId, priceMinor, currency, overridden, holdMinutes, screeningLevel } = placed;
  return {
    ...{ id, clinicId: wish.clinicId, serviceId: wish.serviceId, clientId, therapistId, roomId },
    ...blockedColumns(placed.blocks),
    ...{ status: 'held', heldBy: actor.membershipId, holdExpiresAt: new Date(now.getTime() + holdMinutes * 60_000) },
    ...{ priceMinor, currency, overriddenRules: overridden },
    overrideReason: overridden.length > 0 ? reason : null,
    ...{ cancelReason: null, cancelNote: null, arrivalAnswer: null },
    ...{ screeningLevel, screeningAccepted: screeningLevel, awaitsTherapist: false },
  };
}
