import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { isUnscreened } from '../screening/domain/index.js';
import type { VerdictLevel } from '../screening/domain/index.js';
import { ScreenVisit } from '../screening/index.js';
import { findAppointment, isOfClient } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';
import { findTreatment, toScreen } from './storage/treatments.js';

/** What the client's last answers say of a visit that stands. */
export interface Screened {
  readonly level: VerdictLevel;
  /** As it was when somebody took the visit on so. */
  readonly accepted: VerdictLevel;
  /** Answers are missing, too old or open. */
  readonly unscreened: boolean;
  /** Its therapist has decided about it, in view of these answers. */
  readonly decided: boolean;
}

@Injectable()
export class ScreenAppointment {
  constructor(private readonly screenVisit: ScreenVisit) {}

  /** Waits for the client's lock first, so that no answers come in before the unit ends. */
  async execute(tx: Tx, seen: OfClient): Promise<Screened> {
    const visit = await underLock(tx, seen);
    const treatment = await findTreatment(tx, visit);
    const { id, clientId, startsAt, screeningAccepted } = visit;
    const asked = { clientId, appointmentId: id, ...toScreen(treatment!, startsAt.getTime()) };
    const { level, decided, ...verdict } = await this.screenVisit.execute(tx, asked);
    return { level, accepted: screeningAccepted ?? level, decided, unscreened: isUnscreened(verdict) };
  }
}

type OfClient = Appointment & { readonly clientId: string };

/** The visit as it stands once nobody else screens it: answers, a move or a merge may have been first. */
async function underLock(tx: Tx, seen: OfClient): Promise<OfClient> {
  const [, visit] = await Promise.all([tx.lock([seen.clientId]), findAppointment(tx, seen.id)]);
  if (!isOfClient(visit) || visit.clientId === seen.clientId) return { ...visit, clientId: seen.clientId };
  return underLock(tx, visit);
}
