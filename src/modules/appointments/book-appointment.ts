import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { useLink } from '../access/index.js';
import { TRANSITIONS } from './domain/status.js';
import { FindNextSlots } from './find-next-slots.js';
import { blockedColumns, PlaceVisit } from './place-visit.js';
import type { Placed, VisitWish } from './place-visit.js';
import { askForClearance } from './clearance-follow-ups.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { BookingRefusal, Obstructed } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { requireOwnHold, requireSelf } from './require-self.js';
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
    private readonly placeVisit: PlaceVisit,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  /**
   * A client books for themselves, by a link that is used up with it. Throws `NotFound` for an id that is not the practice's, or not
   * the client's, and `Unauthenticated` where the link was used meanwhile.
   */
  async execute(actor: Actor, request: BookingRequest): Promise<Outcome<Appointment, BookingRefusal>> {
    let wish: VisitWish | undefined;
    const outcome = await this.unitOfWork.run<Appointment, BookingRefusal>(
      actor,
      async (tx) => {
        const hold = 'holdId' in request ? await findAppointment(tx, request.holdId) : null;
        const booking = 'holdId' in request ? bookingOf(hold!, request.clientId) : request.booking;
        if (hold) requireOwnHold(tx, hold, booking.clientId);
        await requireSelf(tx, booking.clientId);
        wish = wishOf(booking, hold, tx.now);
        const booked = await this.book(tx, { id: hold?.id ?? newId(), booking, wish, hold });
        if (booked.ok) await useLink(tx);
        return booked;
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
    const placed = await this.placeVisit.execute(tx, wish);
    if (!placed.ok) return placed;
    const draft = draftOf({ id, booking, wish, hold, placed: placed.value });
    const isPending = draft.status === 'pending_clearance';
    const kind = isPending ? 'book_pending' : 'book';
    const saved = hold ? await takeOver(tx, draft, kind) : insertAppointment(tx, draft, { kind, fromStatus: null });
    if (!saved) return refuse({ kind: 'hold_gone' });
    const { emits } = TRANSITIONS[kind];
    tx.record({
      action: emits,
      subjectIds: [id, saved.clientId!],
      details: { overridden: draft.overriddenRules },
    });
    tx.emit(emits, { appointmentId: id, clinicId: wish.clinicId });
    if (isPending) await askForClearance(tx, saved);
    return ok(saved);
  }

  private async withNextSlots(actor: Actor, refusal: Obstructed, wish: VisitWish): Promise<Obstructed> {
    return { ...refusal, nextSlots: await this.findNextSlots.execute(actor, wish) };
  }
}

/** The held row becomes the booking, also where its time is over but nobody has taken the place; undefined: it is gone. */
async function takeOver(
  tx: Tx,
  draft: AppointmentDraft,
  kind: 'book' | 'book_pending',
): Promise<Appointment | undefined> {
  const held = await findAppointmentForChange(tx, draft.id);
  if (held.status !== 'held' && held.status !== 'expired') return undefined;
  return updateAppointment(tx, { ...held, ...draft }, { kind, fromStatus: held.status });
}

interface BookingParts {
  readonly id: string;
  readonly booking: Booking;
  readonly wish: VisitWish;
  readonly hold: Appointment | null;
  readonly placed: Placed;
}

function draftOf({ id, booking, wish, hold, placed }: BookingParts): AppointmentDraft {
  const { clientId, therapistId, roomId, priceMinor, currency, overridden, status, screeningLevel } = placed;
  return {
    ...{ id, clinicId: wish.clinicId, serviceId: wish.serviceId, clientId, therapistId, roomId },
    ...blockedColumns(placed.blocks),
    ...{ status, holdExpiresAt: null, heldBy: hold?.heldBy ?? null, priceMinor, currency },
    overriddenRules: overridden,
    overrideReason: overridden.length > 0 ? booking.overrideReason : null,
    ...{ cancelReason: null, cancelNote: null, arrivalAnswer: null },
    ...{ screeningLevel, screeningAccepted: screeningLevel, awaitsTherapist: false },
  };
}

const bookingOf = (hold: Appointment, clientId: string): Booking => ({
  ...{ clinicId: hold.clinicId, serviceId: hold.serviceId, startsAt: hold.startsAt, clientId },
  ...{ therapistId: hold.therapistId, roomId: hold.roomId, overrideReason: hold.overrideReason },
});

function wishOf(booking: Booking, hold: Appointment | null, now: Date): VisitWish {
  return {
    ...{ clinicId: booking.clinicId, serviceId: booking.serviceId, clientId: booking.clientId },
    ...{ start: booking.startsAt.getTime(), therapistId: booking.therapistId, roomId: booking.roomId },
    moving: hold ? { id: hold.id, therapistId: hold.therapistId, resources: [] } : undefined,
    timeStands: hold?.status === 'held' && hold.holdExpiresAt! > now,
    override: booking.overrideReason !== null,
  };
}
