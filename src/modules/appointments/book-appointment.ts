import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { FindNextSlots } from './find-next-slots.js';
import { blockedColumns, placeVisit } from './place-visit.js';
import type { VisitWish } from './place-visit.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { BookingRefusal, Obstructed } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import {
  findAppointment,
  findAppointmentForChange,
  insertAppointment,
  updateAppointment,
} from './storage/appointments.js';
import type { Appointment, AppointmentDraft } from './storage/appointments.js';

export interface Booking {
  readonly clinicId: string;
  readonly serviceId: string;
  readonly clientId: string;
  readonly startsAt: Date;
  /** Null: whoever is free and fits best. */
  readonly therapistId: string | null;
  /** Null: any room that is free and fits. */
  readonly roomId: string | null;
  /** Why rules that may be overridden are set aside for this visit. */
  readonly overrideReason: string | null;
}

/** A booking of one's own words, or of a hold, whose place it takes over. */
export type BookingRequest = { readonly booking: Booking } | { readonly holdId: string; readonly clientId: string };

@Injectable()
export class BookAppointment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  /** Throws `NotFound` for an id that is not the practice's. */
  async execute(actor: Actor, request: BookingRequest): Promise<Outcome<Appointment, BookingRefusal>> {
    let wish: VisitWish | undefined;
    const outcome = await this.unitOfWork.run<Appointment, BookingRefusal>(
      actor,
      async (tx) => {
        const hold = 'holdId' in request ? await findAppointment(tx, request.holdId) : null;
        const booking = 'holdId' in request ? bookingOf(hold!, request.clientId) : request.booking;
        wish = wishOf(booking, hold, tx.now);
        return this.book(tx, { id: hold?.id ?? newId(), booking, wish, hold });
      },
      { refusals: EXCLUSION_REFUSALS, repeat: REPEAT_APPOINTMENT },
    );
    if (outcome.ok || outcome.refusal.kind !== 'obstructed' || !wish) return outcome;
    return refuse(await this.withNextSlots(actor, outcome.refusal, wish));
  }

  private async book(
    tx: Tx,
    { id, booking, wish, hold }: { id: string; booking: Booking; wish: VisitWish; hold: Appointment | null },
  ): Promise<Outcome<Appointment, BookingRefusal>> {
    const placed = await placeVisit(tx, wish);
    if (!placed.ok) return refuse({ kind: 'obstructed', obstacles: placed.refusal, nextSlots: [] });
    const { clientId, therapistId, roomId, priceMinor, currency, overridden } = placed.value;
    const draft: AppointmentDraft = {
      ...{ id, clinicId: wish.clinicId, serviceId: wish.serviceId, clientId, therapistId, roomId },
      ...blockedColumns(placed.value.blocks),
      ...{ status: 'booked', holdExpiresAt: null, heldBy: hold?.heldBy ?? null, priceMinor, currency },
      overriddenRules: overridden,
      overrideReason: overridden.length > 0 ? booking.overrideReason : null,
      ...{ cancelReason: null, cancelNote: null },
    };
    const saved = hold ? await takeOver(tx, draft) : insertAppointment(tx, draft, { kind: 'book', fromStatus: null });
    if (!saved) return refuse({ kind: 'hold_gone' });
    tx.record({ action: 'appointment.booked', subjectIds: [id, clientId!], details: { overridden } });
    tx.emit('appointment.booked', { appointmentId: id, clinicId: wish.clinicId });
    return ok(saved);
  }

  private async withNextSlots(actor: Actor, refusal: Obstructed, wish: VisitWish): Promise<Obstructed> {
    return { ...refusal, nextSlots: await this.findNextSlots.execute(actor, wish) };
  }
}

/** The held row becomes the booking, also where its time is over but nobody has taken the place; undefined: it is gone. */
async function takeOver(tx: Tx, draft: AppointmentDraft): Promise<Appointment | undefined> {
  const held = await findAppointmentForChange(tx, draft.id);
  if (held.status !== 'held' && held.status !== 'expired') return undefined;
  return updateAppointment(tx, { ...held, ...draft }, { kind: 'book', fromStatus: held.status });
}

const bookingOf = (hold: Appointment, clientId: string): Booking => ({
  ...{ clinicId: hold.clinicId, serviceId: hold.serviceId, startsAt: hold.startsAt, clientId },
  ...{ therapistId: hold.therapistId, roomId: hold.roomId, overrideReason: hold.overrideReason },
});

function wishOf(booking: Booking, hold: Appointment | null, now: Date): VisitWish {
  return {
    ...{ clinicId: booking.clinicId, serviceId: booking.serviceId, clientId: booking.clientId },
    ...{ start: booking.startsAt.getTime(), therapistId: booking.therapistId, roomId: booking.roomId },
    moving: hold ? { id: hold.id, resources: [] } : undefined,
    timeStands: hold?.status === 'held' && hold.holdExpiresAt! > now,
    override: booking.overrideReason !== null,
  };
}
