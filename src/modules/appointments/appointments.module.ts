import { Module } from '@nestjs/common';
import { LiveModule } from '../../platform/live/index.js';
import { ArriveAppointment } from './arrive-appointment.js';
import { BookAppointment } from './book-appointment.js';
import { ChangeStatus } from './change-status.js';
import { FindAffectedVisits } from './find-affected-visits.js';
import { FindFittingServices } from './find-fitting-services.js';
import { FindNextSlots } from './find-next-slots.js';
import { FindOpenSlots } from './find-open-slots.js';
import { AFFECTED_BY_RESOLVERS, AffectedVisitsResolver } from './graphql/affected-visits-resolver.js';
import { AppointmentFieldsResolver } from './graphql/appointment-fields-resolver.js';
import { AppointmentsResolver } from './graphql/appointments-resolver.js';
import { BookingsResolver } from './graphql/bookings-resolver.js';
import { FollowUpFieldsResolver } from './graphql/follow-up-fields-resolver.js';
import { LiveBoardResolver } from './graphql/live-board-resolver.js';
import { ScreeningDefersResolver } from './graphql/screening-defers-resolver.js';
import { SlotsResolver, SlotTherapistResolver } from './graphql/slots-resolver.js';
import { StatusResolver } from './graphql/status-resolver.js';
import { CalendarResolver } from './graphql/calendar-resolver.js';
import { HoldSlot } from './hold-slot.js';
import { PlaceVisit } from './place-visit.js';
import { ReadDeferralReasons } from './read-deferral-reasons.js';
import { ReadCalendar } from './read-calendar.js';
import { RescheduleAppointment } from './reschedule-appointment.js';
import { RescheduleAppointments } from './reschedule-appointments.js';
import { ScreenAppointment } from './screen-appointment.js';
import { StartAppointment } from './start-appointment.js';
import { TakeBack } from './take-back.js';

const RESOLVERS = [
  AffectedVisitsResolver,
  ...AFFECTED_BY_RESOLVERS,
  AppointmentFieldsResolver,
  AppointmentsResolver,
  BookingsResolver,
  CalendarResolver,
  FollowUpFieldsResolver,
  LiveBoardResolver,
  ScreeningDefersResolver,
  SlotsResolver,
  SlotTherapistResolver,
  StatusResolver,
];
const USE_CASES = [
  ArriveAppointment,
  BookAppointment,
  ChangeStatus,
  FindAffectedVisits,
  FindFittingServices,
  FindNextSlots,
  FindOpenSlots,
  HoldSlot,
  PlaceVisit,
  ReadCalendar,
  ReadDeferralReasons,
  RescheduleAppointment,
  RescheduleAppointments,
  ScreenAppointment,
  StartAppointment,
  TakeBack,
];

@Module({ imports: [LiveModule], providers: [...RESOLVERS, ...USE_CASES], exports: USE_CASES })
export class AppointmentsModule {}
