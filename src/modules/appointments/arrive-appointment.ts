import { Injectable } from '@nestjs/common';
import { refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { openFollowUp } from '../follow-ups/index.js';
import { changeStatus } from './change-status.js';
import { needsDecision } from './domain/screening-of-visit.js';
import type { ArrivalAnswer } from './domain/screening-of-visit.js';
import { requireVisible } from './own-therapist.js';
import type { StatusRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { ScreenAppointment } from './screen-appointment.js';
import { findAppointment, isOfClient } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';

/** The client is here. What is new is noted as for whom it is; what the answers of before say is looked at once more. */
@Injectable()
export class ArriveAppointment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly screenAppointment: ScreenAppointment,
  ) {}

  /** `answer` is null where the desk has not asked. Throws `NotFound`, and `Forbidden` as `ChangeStatus` does. */
  execute(actor: Actor, id: string, answer: ArrivalAnswer | null): Promise<Outcome<Appointment, StatusRefusal>> {
    return this.unitOfWork.run(actor, (tx) => this.arrive(tx, id, answer), { repeat: REPEAT_APPOINTMENT });
  }

  private async arrive(tx: Tx, id: string, answer: ArrivalAnswer | null): Promise<Outcome<Appointment, StatusRefusal>> {
    const seen = await findAppointment(tx, id);
    requireVisible(tx.actor, seen);
    if (!isOfClient(seen)) return refuse({ kind: 'wrong_status', status: seen.status });
    const screened = await this.screenAppointment.execute(tx, seen);
    const { level, accepted } = screened;
    const awaitsTherapist = needsDecision({ ...screened, arrivalAnswer: answer });
    const found = { arrivalAnswer: answer, screeningLevel: level, screeningAccepted: accepted, awaitsTherapist };
    const outcome = await changeStatus(tx, id, { name: 'arrive', screened: found });
    if (outcome.ok && awaitsTherapist) {
      const { clientId, therapistId, startsAt: dueAt } = outcome.value;
      await openFollowUp(tx, { kind: 'visit_decision_needed', appointmentId: id, clientId, therapistId, dueAt });
    }
    return outcome;
  }
}
