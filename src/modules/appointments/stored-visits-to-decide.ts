import { Injectable } from '@nestjs/common';
import { isId } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { VisitsToDecide } from '../screening/index.js';
import type { VisitToDecide } from '../screening/index.js';
import type { Status } from './domain/status.js';
import { appointmentsById, isOfClient } from './storage/appointments.js';
import { findTreatment, toScreen } from './storage/treatments.js';

/** Of visits that are off or over, and of holds, there is nothing to decide. */
const OPEN: readonly Status[] = ['pending_clearance', 'booked', 'confirmed', 'arrived', 'in_session'];

/** What therapists decide about, as screening asks for it. */
@Injectable()
export class StoredVisitsToDecide extends VisitsToDecide {
  async find(tx: Tx, appointmentId: string): Promise<VisitToDecide | undefined> {
    const visit = isId(appointmentId) ? (await appointmentsById(tx, [appointmentId])).get(appointmentId) : undefined;
    if (!visit || !isOfClient(visit)) return undefined;
    const { id, clientId, therapistId, status, startsAt } = visit;
    const treatment = (await findTreatment(tx, visit))!;
    return { id, clientId, therapistId, isOpen: OPEN.includes(status), ...toScreen(treatment, startsAt.getTime()) };
  }
}
