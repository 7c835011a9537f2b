import type { Tx } from '../../platform/database/index.js';
import { openFollowUp, settleFollowUps } from '../follow-ups/index.js';
import { clearanceDeadline } from './domain/screening-of-visit.js';
import type { Appointment } from './storage/appointments.js';

/** The desk has until the slot is released to get the clearance. */
export async function askForClearance(tx: Tx, visit: Appointment): Promise<void> {
  const { id: appointmentId, clientId, therapistId, startsAt } = visit;
  const dueAt = new Date(clearanceDeadline(startsAt.getTime()));
  await openFollowUp(tx, { kind: 'clearance_needed', appointmentId, clientId, therapistId, dueAt });
}

/** After a move that was screened: what was asked about the old time is void, and a clearance may be needed for the new one. */
export async function takeOnAsScreened(tx: Tx, visit: Appointment): Promise<void> {
  await settleFollowUps(tx, { kinds: ['clearance_needed', 'screening_worsened'], subjectIds: [visit.id] });
  if (visit.status === 'pending_clearance') await askForClearance(tx, visit);
}

/** The visit is off, or under way: nobody has to decide about it any more. */
export const settleVisit = (tx: Tx, appointmentId: string): Promise<void> =>
  settleFollowUps(tx, {
    kinds: ['clearance_needed', 'screening_worsened', 'visit_decision_needed'],
    subjectIds: [appointmentId],
  });

/** The client has not come after all: what was asked because of their arrival is void. */
export const settleArrival = (tx: Tx, appointmentId: string): Promise<void> =>
  settleFollowUps(tx, { kinds: ['visit_decision_needed'], subjectIds: [appointmentId] });
