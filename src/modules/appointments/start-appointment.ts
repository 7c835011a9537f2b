import { Injectable } from '@nestjs/common';
import { refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { changeStatus, requireHand } from './change-status.js';
import { isDeferred, needsDecision } from './domain/screening-of-visit.js';
import { requireVisible } from './own-therapist.js';
import type { StartRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { ScreenAppointment } from './screen-appointment.js';
import { findAppointment, isOfClient } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';

/** The session begins: not before its therapist has decided where that is needed, and not where answers forbid it. */
@Injectable()
export class StartAppointment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly screenAppointment: ScreenAppointment,
  ) {}

  /** Throws `NotFound`, and `Forbidden` as `ChangeStatus` does. */
  execute(actor: Actor, id: string): Promise<Outcome<Appointment, StartRefusal>> {
    return this.unitOfWork.run(actor, (tx) => this.start(tx, id), { repeat: REPEAT_APPOINTMENT });
  }

  private async start(tx: Tx, id: string): Promise<Outcome<Appointment, StartRefusal>> {
    const seen = await findAppointment(tx, id);
    requireVisible(tx.actor, seen);
    requireHand(tx.actor, 'start');
    if (!isOfClient(seen)) return refuse({ kind: 'wrong_status', status: seen.status });
    const { level, ...screened } = await this.screenAppointment.execute(tx, seen);
    const accepted = screened.decided ? level : screened.accepted;
    const outcome = await changeStatus(tx, id, {
      name: 'start',
      screened: { screeningLevel: level, screeningAccepted: accepted, awaitsTherapist: false },
    });
    if (!outcome.ok) return outcome;
    const { arrivalAnswer, clinicId, serviceId, startsAt } = outcome.value;
    if (isDeferred(level)) {
      const visit = { clientId: seen.clientId, clinicId, serviceId, start: startsAt.getTime() };
      return refuse({ kind: 'screening_defers', level, visit });
    }
    if (needsDecision({ ...screened, level, accepted, arrivalAnswer })) {
      return refuse({ kind: 'decision_needed', appointmentId: id });
    }
    return outcome;
  }
}
