import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow, ANYONE, Refusal, resultUnion, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type {
  BookingRefusal,
  DecisionNeeded as DecisionNeededRow,
  Deferred,
  MoveRefusal,
  NotPossible,
  Obstructed,
  StartRefusal,
  TooEarly as TooEarlyRow,
} from '../refusals.js';
import type { Appointment as AppointmentRow } from '../storage/appointments.js';
import { Appointment, AppointmentStatus, toAppointment } from './appointment-types.js';
import { BrokenRule } from './booking-rule.js';
import { ScreeningDefers } from './screening-defers.js';
import { OpenSlot, toOpenSlot } from './slot-types.js';

@Allow(STAFF)
@ObjectType()
export class AppointmentPayload {
  @Field(() => Appointment)
  appointment: Appointment;

  static of(row: AppointmentRow): AppointmentPayload {
    return Object.assign(new AppointmentPayload(), { appointment: toAppointment(row) });
  }
}

@Allow(ANYONE)
@ObjectType({ isAbstract: true })
abstract class BookingObstacle extends Refusal {
  @Field(() => [BrokenRule])
  readonly brokenRules: BrokenRule[];

  @Field(() => [OpenSlot], { description: 'The next starts that can be booked for the same wish, soonest first.' })
  readonly nextSlots: OpenSlot[];
}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'The therapist, the room or the client is taken at that time.',
})
export class SlotTaken extends BookingObstacle {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'No therapist asked for is qualified in the technique.' })
export class NotQualified extends BookingObstacle {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'No licence of the therapist is valid there on that day.' })
export class NoValidLicence extends BookingObstacle {}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'The schedule does not allow it; some rules may be overridden.',
})
export class OutsideSchedule extends BookingObstacle {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'The hold was booked, released or taken over.' })
export class HoldGone extends Refusal {}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'Not possible from where the appointment stands.' })
export class WrongStatus extends Refusal {
  @Field(() => AppointmentStatus)
  readonly status: AppointmentStatus;
}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal] })
export class TooEarly extends Refusal {
  @Field()
  readonly possibleFrom: Date;
}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'One of many moves names what is not there, or what cannot be.',
})
export class MoveNotPossible extends Refusal {}

@Allow(STAFF)
@ObjectType({
  implements: () => [Refusal],
  description: 'The session starts once the treating therapist has recorded a decision about this visit.',
})
export class DecisionNeeded extends Refusal {
  @Field(() => ID)
  readonly appointmentId: string;
}

const OBSTACLES = [SlotTaken, NotQualified, NoValidLicence, OutsideSchedule] as const;

export const BookAppointmentResult = resultUnion('BookAppointmentResult', [
  AppointmentPayload,
  ...OBSTACLES,
  ScreeningDefers,
  HoldGone,
]);
export const RescheduleAppointmentResult = resultUnion('RescheduleAppointmentResult', [
  AppointmentPayload,
  ...OBSTACLES,
  ScreeningDefers,
  WrongStatus,
  VersionConflict,
  MoveNotPossible,
]);
export const ChangeStatusResult = resultUnion('ChangeStatusResult', [AppointmentPayload, WrongStatus, TooEarly]);
export const StartAppointmentResult = resultUnion('StartAppointmentResult', [
  AppointmentPayload,
  WrongStatus,
  TooEarly,
  DecisionNeeded,
  ScreeningDefers,
]);
export const TakeBackResult = resultUnion('TakeBackResult', [
  AppointmentPayload,
  WrongStatus,
  SlotTaken,
  ScreeningDefers,
]);

type AnyRefusal = BookingRefusal | MoveRefusal | NotPossible | StartRefusal;

/** Each refusal as the type that the unions name. */
const REFUSALS = {
  obstructed: (refusal: Obstructed) => obstacleOf(refusal),
  screening_defers: (refusal: Deferred) => ScreeningDefers.of(refusal),
  decision_needed: ({ appointmentId }: DecisionNeededRow) =>
    Object.assign(new DecisionNeeded(), {
      message: 'The treating therapist decides about this visit before the session starts.',
      appointmentId,
    }),
  hold_gone: () => Object.assign(new HoldGone(), { message: 'This hold was booked or released. Choose a slot again.' }),
  not_possible: ({ reason }: NotPossible) => Object.assign(new MoveNotPossible(), { message: reason }),
  stale_version: (refusal: { currentVersion: number; kind: 'stale_version' }) => VersionConflict.of(refusal),
  wrong_status: ({ status }: { status: string }) =>
    Object.assign(new WrongStatus(), {
      message: `The appointment is ${status.replace('_', ' ')}, and from there this is not possible.`,
      status: status as AppointmentStatus,
    }),
  too_early: ({ possibleFrom }: TooEarlyRow) =>
    Object.assign(new TooEarly(), { message: 'It is too early for this. See possibleFrom.', possibleFrom }),
};

type RefusalType<R extends AnyRefusal> = ReturnType<(typeof REFUSALS)[R['kind']]>;

export function toRefusal<R extends AnyRefusal>(refusal: R): RefusalType<R> {
  const convert = REFUSALS[refusal.kind] as unknown as (refusal: R) => RefusalType<R>;
  return convert(refusal);
}

/** The strongest obstacle names the refusal: what nobody can mend first. */
function obstacleOf({ obstacles, nextSlots }: Obstructed): SlotTaken | NotQualified | NoValidLicence | OutsideSchedule {
  const codes = obstacles.map(({ code }) => code);
  const brokenRules = obstacles.map((obstacle) => BrokenRule.of(obstacle));
  const fields = {
    message: brokenRules.map((rule) => rule.message).join(' '),
    brokenRules,
    nextSlots: nextSlots.map(toOpenSlot),
  };
  if (codes.includes('not_qualified')) return Object.assign(new NotQualified(), fields);
  if (codes.includes('no_valid_licence')) return Object.assign(new NoValidLicence(), fields);
  if (codes.some((code) => code.endsWith('_busy'))) return Object.assign(new SlotTaken(), fields);
  return Object.assign(new OutsideSchedule(), fields);
}
