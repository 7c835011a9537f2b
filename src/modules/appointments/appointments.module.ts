import { Module } from '@nestjs/common';
import { LiveModule } from '../../platform/live/index.js';
import { BookAppointment } from './book-appointment.js';
import { ChangeStatus } from './change-status.js';
import { FindAffectedVisits } from './find-affected-visits.js';
import { FindNextSlots } from './find-next-slots.js';
import { FindOpenSlots } from './find-open-slots.js';
import { AFFECTED_BY_RESOLVERS, AffectedVisitsResolver } from './graphql/affected-visits-resolver.js';
import { AppointmentFieldsResolver } from './graphql/appointment-fields-resolver.js';
import { AppointmentsResolver } from './graphql/appointments-resolver.js';
import { BookingsResolver } from './graphql/bookings-resolver.js';
import { LiveBoardResolver } from './graphql/live-board-resolver.js';
import { SlotsResolver, SlotTherapistResolver } from './graphql/slots-resolver.js';
import { StatusResolver } from './graphql/status-resolver.js';
import { CalendarResolver } from './graphql/calendar-resolver.js';
import { HoldSlot } from './hold-slot.js';
import { ReadCalendar } from './read-calendar.js';
import { RescheduleAppointment } from './reschedule-appointment.js';
import { RescheduleAppointments } from './reschedule-appointments.js';
import { TakeBack } from './take-back.js';

const RESOLVERS = [
  AffectedVisitsResolver,
  ...AFFECTED_BY_RESOLVERS,
  AppointmentFieldsResolver,
  AppointmentsResolver,
  BookingsResolver,
  CalendarResolver,
  LiveBoardResolver,
  SlotsResolver,
  SlotTherapistResolver,
  StatusResolver,
];
const USE_CASES = [
  BookAppointment,
  ChangeStatus,
  FindAffectedVisits,
  FindNextSlots,
  FindOpenSlots,
  HoldSlot,
  ReadCalendar,
  RescheduleAppointment,
  RescheduleAppointments,
  TakeBack,
];

@Module({ imports: [LiveModule], providers: [...RESOLVERS, ...USE_CASES], exports: USE_CASES })
export class AppointmentsModule {}
