import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { standingClient } from '../clients/index.js';
import { openFollowUps, settleFollowUps } from '../follow-ups/index.js';
import type { FollowUpWish } from '../follow-ups/index.js';
import { isUnscreened } from '../screening/domain/index.js';
import { ScreenVisit, VisitsToScreen } from '../screening/index.js';
import { afterRescreening, isWorsened } from './domain/screening-of-visit.js';
import { TRANSITIONS } from './domain/status.js';
import { updateAppointment } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';
import { toScreen } from './storage/treatments.js';
import { visitsToRescreen } from './storage/visits-to-rescreen.js';

const DAY_MS = 86_400_000;

/** A visit as it stood, what is said of it now, and how it stands after that. */
interface Rescreened {
  readonly before: Appointment;
  readonly after: Appointment;
  readonly decided: boolean;
}

/**
 * What happens to visits that are booked when a client's answers, clearances or decisions change: nothing is cancelled.
 * Worse ones keep their slot, and their therapist is asked to look; one that waited for a clearance and needs none any
 * more is booked.
 */
@Injectable()
export class RescreenVisits extends VisitsToScreen {
  constructor(private readonly screenVisit: ScreenVisit) {
    super();
  }

  /** The caller holds the client's lock, and has written what is new. */
  async rescreen(tx: Tx, clientId: string): Promise<void> {
    const standing = await standingClient(tx, clientId);
    if (standing.id !== clientId) await tx.lock([standing.id]);
    const all = await this.readAndJudge(tx, standing.id);
    const changed = all.filter(({ before, after }) => before !== after);
    for (const one of changed) write(tx, one);
    const [worse, cleared] = [
      changed.filter(isWorse),
      changed.filter(({ before, after }) => before.status !== after.status),
    ];
    const fine = changed.filter(({ after }) => !isWorsened(after.screeningLevel!, after.screeningAccepted));
    await openFollowUps(
      tx,
      worse.map(({ after }) => lookAt(after, tx.now)),
    );
    await settleFollowUps(tx, { kinds: ['clearance_needed'], subjectIds: idsOf(cleared) });
    await settleFollowUps(tx, { kinds: ['screening_worsened'], subjectIds: idsOf(fine) });
    await settleFollowUps(tx, {
      kinds: ['visit_decision_needed'],
      subjectIds: idsOf(all.filter(({ decided }) => decided)),
    });
  }

  private async readAndJudge(tx: Tx, clientId: string): Promise<Rescreened[]> {
    const visits = await visitsToRescreen(tx, clientId);
    if (visits.length === 0) return [];
    const asked = visits.map(({ row, treatment }) => ({
      appointmentId: row.id,
      ...toScreen(treatment, row.startsAt.getTime()),
    }));
    const verdicts = await this.screenVisit.many(tx, { clientId, visits: asked });
    return visits.map(({ row: before }, n) => {
      const { level, decided, ...verdict } = verdicts[n]!;
      const after = afterRescreening(before, { level, decided, unscreened: isUnscreened(verdict) });
      return { before, after, decided };
    });
  }
}

const idsOf = (all: readonly Rescreened[]): string[] => all.map(({ before }) => before.id);

const isWorse = ({ before, after }: Rescreened): boolean =>
  isWorsened(after.screeningLevel!, before.screeningLevel) &&
  isWorsened(after.screeningLevel!, after.screeningAccepted);

function write(tx: Tx, { before, after }: Rescreened): void {
  const cleared = before.status !== after.status;
  const emits = cleared ? TRANSITIONS.clear_pending.emits : 'appointment.rescreened';
  updateAppointment(tx, after, { kind: cleared ? 'clear_pending' : 'rescreen', fromStatus: before.status });
  tx.record({ action: emits, subjectIds: [before.id] });
  tx.emit(emits, { appointmentId: before.id, clinicId: before.clinicId });
}

/** The therapist has a day, or until the visit where that is sooner. */
function lookAt({ id: appointmentId, clientId, therapistId, startsAt }: Appointment, now: Date): FollowUpWish {
  const dueAt = new Date(Math.min(startsAt.getTime(), now.getTime() + DAY_MS));
  return { kind: 'screening_worsened', appointmentId, clientId, therapistId, dueAt };
}
