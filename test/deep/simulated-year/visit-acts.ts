import type { Outcome } from '../../../src/kernel/index.js';
import { BookAppointment } from '../../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../../src/modules/appointments/change-status.js';
import type { StatusChange } from '../../../src/modules/appointments/change-status.js';
import type { Appointment } from '../../../src/modules/appointments/index.js';
import { RescheduleAppointment } from '../../../src/modules/appointments/reschedule-appointment.js';
import { TakeBack } from '../../../src/modules/appointments/take-back.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import type { ClientStory, ServiceStory } from './history.js';

/** A visit as whoever acts on it remembers it. */
export interface OpenVisit {
  readonly client: ClientStory;
  readonly service: ServiceStory;
  readonly name: string;
  appointment: Appointment;
}

/** What the desk does to visits, by the use cases of the program, which may refuse. */
export class VisitActs {
  readonly visits: OpenVisit[] = [];
  /** How often which act was refused, and why. */
  readonly refusals: Record<string, number> = {};

  constructor(private readonly at: ClinicUnderClock) {}

  async book(client: ClientStory, service: ServiceStory, startsAt: Date): Promise<OpenVisit | undefined> {
    const { clinicId } = this.at.clinic;
    const place = { therapistId: null, roomId: null, overrideReason: null };
    const booking = { clinicId, serviceId: service.id, clientId: client.id, startsAt, ...place };
    const appointment = await this.done('book', this.at.use(BookAppointment).execute(this.at.desk, { booking }));
    if (!appointment) return undefined;
    const visit: OpenVisit = { client, service, name: `visit ${this.visits.length + 1}`, appointment };
    this.visits.push(visit);
    return visit;
  }

  move(visit: OpenVisit, startsAt: Date): Promise<boolean> {
    const { id, version } = visit.appointment;
    const move = { id, version, startsAt, overrideReason: null };
    return this.changed(visit, 'move', this.at.use(RescheduleAppointment).execute(this.at.desk, move));
  }

  cancel(visit: OpenVisit, reason: 'client_request' | 'booked_in_error'): Promise<boolean> {
    return this.change(visit, { name: 'cancel', cancellation: { reason, note: null } });
  }

  change(visit: OpenVisit, change: StatusChange): Promise<boolean> {
    const changing = this.at.use(ChangeStatus).execute(this.at.desk, visit.appointment.id, change);
    return this.changed(visit, change.name, changing);
  }

  takeBack(visit: OpenVisit): Promise<boolean> {
    return this.changed(visit, 'take_back', this.at.use(TakeBack).execute(this.at.desk, visit.appointment.id));
  }

  private async changed(visit: OpenVisit, what: string, act: Promise<Outcome<Appointment, unknown>>): Promise<boolean> {
    const appointment = await this.done(what, act);
    if (appointment) visit.appointment = appointment;
    return appointment !== undefined;
  }

  private async done<T>(what: string, act: Promise<Outcome<T, unknown>>): Promise<T | undefined> {
    const outcome = await act;
    if (outcome.ok) return outcome.value;
    const why = `${what}: ${(outcome.refusal as { readonly kind: string }).kind}`;
    this.refusals[why] = (this.refusals[why] ?? 0) + 1;
    return undefined;
  }
}
