import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { isUnscreened } from '../screening/domain/index.js';
import type { VerdictLevel } from '../screening/domain/index.js';
import { ScreenVisit } from '../screening/index.js';
import type { Appointment } from './storage/appointments.js';
import { findTreatment, toScreen } from './storage/treatments.js';

/** What the client's last answers say of a visit that stands. */
export interface Screened {
  readonly level: VerdictLevel;
  /** Answers are missing, too old or open. */
  readonly unscreened: boolean;
  /** Its therapist has decided about it, in view of these answers. */
  readonly decided: boolean;
}

@Injectable()
export class ScreenAppointment {
  constructor(private readonly screenVisit: ScreenVisit) {}

  /** Waits for the client's lock first, so that no answers come in before the unit ends. */
  async execute(tx: Tx, visit: Appointment & { readonly clientId: string }): Promise<Screened> {
    const { id, clientId } = visit;
    const [, treatment] = await Promise.all([tx.lock([clientId]), findTreatment(tx, visit)]);
    const asked = { clientId, appointmentId: id, ...toScreen(treatment!, visit.startsAt.getTime()) };
    const { level, decided, ...verdict } = await this.screenVisit.execute(tx, asked);
    return { level, decided, unscreened: isUnscreened(verdict) };
  }
}
