import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, connectionOf, DESK, STAFF } from '../../../platform/graphql/index.js';
import { Money } from '../../practices/index.js';
import { ScreeningLabel } from '../../screening/domain/index.js';
import { clearanceDeadline, screeningLabelOf } from '../domain/screening-of-visit.js';
import type { Appointment as AppointmentRow } from '../storage/appointments.js';
import type { HistoryEntry } from '../storage/appointment-history.js';
import { BookingRule } from './booking-rule.js';

export enum AppointmentStatus {
  HELD = 'held',
  PENDING_CLEARANCE = 'pending_clearance',
  BOOKED = 'booked',
  CONFIRMED = 'confirmed',
  ARRIVED = 'arrived',
  IN_SESSION = 'in_session',
  COMPLETED = 'completed',
  CANCELLED = 'cancelled',
  NO_SHOW = 'no_show',
  EXPIRED = 'expired',
}
registerEnumType(AppointmentStatus, {
  name: 'AppointmentStatus',
  valuesMap: {
    PENDING_CLEARANCE: {
      description: 'Waits for a clearance, and blocks its time; 24 hours before the visit the slot is released.',
    },
  },
});

export enum ArrivalAnswer {
  NOTHING_NEW = 'nothing_new',
  ASK_THERAPIST = 'ask_therapist',
}
registerEnumType(ArrivalAnswer, {
  name: 'ArrivalAnswer',
  description: 'Whether a client who arrives has something new to tell. What it is, is for the therapist.',
});

export enum CancelReason {
  CLIENT_REQUEST = 'client_request',
  CLIENT_ILL = 'client_ill',
  THERAPIST_UNAVAILABLE = 'therapist_unavailable',
  CLINIC_CLOSED = 'clinic_closed',
  BOOKED_IN_ERROR = 'booked_in_error',
  CLEARANCE_MISSING = 'clearance_missing',
  OTHER = 'other',
}
registerEnumType(CancelReason, { name: 'CancelReason' });

export enum AppointmentStep {
  CONFIRM = 'confirm',
  ARRIVE = 'arrive',
  START = 'start',
  COMPLETE = 'complete',
  MARK_NO_SHOW = 'mark_no_show',
  CANCEL = 'cancel',
  RELEASE = 'release',
  TAKE_BACK = 'take_back',
  MOVE = 'move',
}
registerEnumType(AppointmentStep, { name: 'AppointmentStep', description: 'What staff do to a visit by hand.' });

@Allow(STAFF)
@ObjectType({ description: 'One visit, or a hold on the time of one.' })
export class Appointment {
  @Field(() => ID)
  id: string;

  @Field(() => AppointmentStatus)
  status: AppointmentStatus;

  @Field()
  startsAt: Date;

  @Field()
  endsAt: Date;

  @Field(() => Date, { nullable: true, description: 'When a hold frees its slot by itself.' })
  holdExpiresAt: Date | null;

  @Field({ description: 'As it was when the visit was booked.' })
  price: Money;

  @Field(() => [BookingRule], { description: 'Rules that staff set aside for this visit.' })
  overriddenRules: BookingRule[];

  @Field(() => String, { nullable: true })
  overrideReason: string | null;

  @Field(() => CancelReason, { nullable: true })
  cancelReason: CancelReason | null;

  @Allow(DESK)
  @Field(() => String, { nullable: true })
  cancelNote: string | null;

  @Field(() => ScreeningLabel, {
    nullable: true,
    description: 'What screening says of it, by the client’s last answers. Null while held for nobody in particular.',
  })
  screeningLabel: ScreeningLabel | null;

  @Field(() => Date, { nullable: true, description: 'Of one that waits for a clearance: when its slot is released.' })
  clearanceDeadline: Date | null;

  @Field(() => ArrivalAnswer, { nullable: true, description: 'Null where the client has not come, or was not asked.' })
  arrivalAnswer: ArrivalAnswer | null;

  @Field({ description: 'Its therapist is to look at it before the session starts.' })
  awaitsTherapist: boolean;

  @Field(() => Int)
  version: number;

  @Field()
  createdAt: Date;

  readonly clinicId: string;
  readonly clientId: string | null;
  readonly therapistId: string;
  readonly roomId: string;
  readonly serviceId: string;
}

export function toAppointment(row: AppointmentRow): Appointment {
  const { id, clinicId, clientId, therapistId, roomId, serviceId, startsAt, endsAt, holdExpiresAt } = row;
  const { priceMinor, currency, overrideReason, cancelNote, version, createdAt, awaitsTherapist } = row;
  return Object.assign(new Appointment(), {
    ...{ id, clinicId, clientId, therapistId, roomId, serviceId, startsAt, endsAt, overrideReason, cancelNote },
    ...{ version, createdAt, awaitsTherapist, price: { amountMinor: priceMinor, currency } },
    holdExpiresAt: row.status === 'held' ? holdExpiresAt : null,
    status: row.status as AppointmentStatus,
    overriddenRules: row.overriddenRules as BookingRule[],
    cancelReason: row.cancelReason as CancelReason | null,
    screeningLabel: screeningLabelOf(row),
    clearanceDeadline: row.status === 'pending_clearance' ? new Date(clearanceDeadline(startsAt.getTime())) : null,
    arrivalAnswer: row.arrivalAnswer as ArrivalAnswer | null,
  });
}

export const AppointmentConnection = connectionOf(Appointment, 'Appointment');

@Allow(STAFF)
@ObjectType({ description: 'One entry of the history of an appointment.' })
export class AppointmentEvent {
  @Field(() => ID)
  id: string;

  @Field()
  at: Date;

  @Field({ description: 'What was done: hold, book, move, confirm, cancel, take_back …' })
  kind: string;

  @Field({ description: 'The name of the member of staff, or of the part of the program, that did it.' })
  by: string;

  @Field(() => AppointmentStatus, { nullable: true })
  fromStatus: AppointmentStatus | null;

  @Field(() => AppointmentStatus)
  toStatus: AppointmentStatus;

  @Field(() => Date, { nullable: true, description: 'Of a move: when the visit was to start before.' })
  movedFrom: Date | null;

  @Field(() => Date, { nullable: true, description: 'Of a move: when it starts now.' })
  movedTo: Date | null;

  @Field(() => String, { nullable: true })
  reason: string | null;
}

export function toAppointmentEvent(entry: HistoryEntry): AppointmentEvent {
  const { id, at, kind, by, reason, change } = entry;
  return Object.assign(new AppointmentEvent(), {
    ...{ id, at, kind, by, reason },
    fromStatus: entry.fromStatus as AppointmentStatus | null,
    toStatus: entry.toStatus as AppointmentStatus,
    movedFrom: change.from ? new Date(change.from.startsAt) : null,
    movedTo: change.to ? new Date(change.to.startsAt) : null,
  });
}
