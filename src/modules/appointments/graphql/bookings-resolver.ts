import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { Outcome, StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DemandKey, DESK } from '../../../platform/graphql/index.js';
import { BookAppointment } from '../book-appointment.js';
import type { Booking, BookingRequest } from '../book-appointment.js';
import { HoldSlot } from '../hold-slot.js';
import type { MoveRefusal, NotPossible } from '../refusals.js';
import { RescheduleAppointment } from '../reschedule-appointment.js';
import type { Move } from '../reschedule-appointment.js';
import { RescheduleAppointments } from '../reschedule-appointments.js';
import type { Appointment } from '../storage/appointments.js';
import {
  BookAppointmentInput,
  HoldSlotInput,
  RescheduleAppointmentInput,
  RescheduleAppointmentsInput,
  SlotInput,
} from './appointment-inputs.js';
import {
  AppointmentPayload,
  BookAppointmentResult,
  RescheduleAppointmentResult,
  toRefusal,
} from './appointment-results.js';

/** Taking and moving time: all that goes through the locks. */
@Resolver()
export class BookingsResolver {
  constructor(
    private readonly hold: HoldSlot,
    private readonly book: BookAppointment,
    private readonly reschedule: RescheduleAppointment,
    private readonly rescheduleMany: RescheduleAppointments,
  ) {}

  @Allow(DESK)
  @Mutation(() => BookAppointmentResult, {
    description: 'Keeps a slot for the clinic’s hold minutes, while somebody decides.',
  })
  async holdSlot(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: HoldSlotInput,
  ): Promise<typeof BookAppointmentResult> {
    const { slot, clientId } = input;
    const request = { ...slotOf(slot), clientId: clientId?.toLowerCase() ?? null };
    const outcome = await this.hold.execute(actor, request);
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(DESK)
  @DemandKey()
  @Mutation(() => BookAppointmentResult)
  async bookAppointment(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: BookAppointmentInput,
  ): Promise<typeof BookAppointmentResult> {
    const outcome = await this.book.execute(actor, requestOf(input));
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(DESK)
  @Mutation(() => RescheduleAppointmentResult, { description: 'To another time, therapist or room.' })
  async rescheduleAppointment(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: RescheduleAppointmentInput,
  ): Promise<typeof RescheduleAppointmentResult> {
    return moved(await this.reschedule.execute(actor, moveOf(input)));
  }

  @Allow(DESK)
  @Mutation(() => [RescheduleAppointmentResult], {
    description: 'Many moves in one go; the answers stand in their order.',
  })
  async rescheduleAppointments(
    @CurrentActor() actor: StaffActor,
    @Args('input') { moves }: RescheduleAppointmentsInput,
  ): Promise<(typeof RescheduleAppointmentResult)[]> {
    const outcomes = await this.rescheduleMany.execute(actor, moves.map(moveOf));
    return outcomes.map(moved);
  }
}

const moved = (outcome: Outcome<Appointment, MoveRefusal | NotPossible>): typeof RescheduleAppointmentResult =>
  outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);

/** UUIDs mean the same in capitals; what is answered and compared has them in small letters. */
function slotOf({
  clinicId,
  serviceId,
  startsAt,
  therapistId,
  roomId,
  override,
}: SlotInput): Omit<Booking, 'clientId'> {
  return {
    ...{ clinicId: clinicId.toLowerCase(), serviceId: serviceId.toLowerCase(), startsAt },
    ...{ therapistId: therapistId?.toLowerCase() ?? null, roomId: roomId?.toLowerCase() ?? null },
    overrideReason: override?.reason ?? null,
  };
}

function requestOf({ holdId, slot, ...input }: BookAppointmentInput): BookingRequest {
  const clientId = input.clientId.toLowerCase();
  if (holdId && !slot) return { holdId: holdId.toLowerCase(), clientId };
  if (slot && !holdId) return { booking: { ...slotOf(slot), clientId } };
  throw InvalidInput.of('slot', 'slotOrHold', 'Give either a slot or a holdId, and not both.');
}

function moveOf({
  id,
  version,
  startsAt,
  therapistId,
  anyTherapist,
  roomId,
  override,
}: RescheduleAppointmentInput): Move {
  return {
    ...{ id, version, roomId: roomId?.toLowerCase(), startsAt: startsAt ?? undefined },
    therapistId: anyTherapist ? null : (therapistId?.toLowerCase() ?? undefined),
    overrideReason: override?.reason ?? null,
  };
}
