import { Injectable } from '@nestjs/common';
import { Forbidden, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { settleVisit } from './clearance-follow-ups.js';
import { TRANSITIONS, whyNot } from './domain/status.js';
import type { Hand, TransitionName } from './domain/status.js';
import { ownTherapistId, requireVisible } from './own-therapist.js';
import type { StatusRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { clientOf, requireOwnVisit } from './require-self.js';
import { findAppointmentForChange, updateAppointment } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';

/** Why a visit is off. `reason` is one of the codes of the table; the note is for the desk. */
export interface Cancellation {
  readonly reason: string;
  readonly note: string | null;
}

export interface StatusChange {
  readonly name: Exclude<TransitionName, 'hold' | 'book' | 'book_pending'>;
  /** Of a cancellation, and only of one. */
  readonly cancellation?: Cancellation;
  /** The client who has said so to the program, as by SMS: they may do what a client may by a link, with visits of their own. */
  readonly wordOf?: string;
  /** What screening has found meanwhile, and what the desk has noted. */
  readonly screened?: Partial<
    Pick<Appointment, 'screeningLevel' | 'screeningAccepted' | 'awaitsTherapist' | 'arrivalAnswer'>
  >;
}

/** After these nothing is left to decide or to bring. */
const ENDS_QUESTIONS: readonly TransitionName[] = ['start', 'complete', 'mark_no_show', 'cancel', 'lapse'];

@Injectable()
export class ChangeStatus {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * A client acts on visits of their own, before they begin. Throws `NotFound`, and `Forbidden` where the actor's role may not do this to
   * this appointment.
   */
  execute(actor: Actor, id: string, change: StatusChange): Promise<Outcome<Appointment, StatusRefusal>> {
    return this.unitOfWork.run(actor, (tx) => changeStatus(tx, id, change), { repeat: REPEAT_APPOINTMENT });
  }
}

/** As the use case does, in a unit that is open: the sweeps change many. */
export async function changeStatus(
  tx: Tx,
  id: string,
  { name, cancellation, screened, wordOf }: StatusChange,
): Promise<Outcome<Appointment, StatusRefusal>> {
  const row = await findAppointmentForChange(tx, id);
  const clientId = wordOf ?? clientOf(tx.actor);
  if (clientId === null) requireVisible(tx.actor, row);
  else await requireOwnVisit(tx, row, clientId);
  requireHandOf(clientId === null ? handOf(tx.actor) : 'client', name);
  if (clientId !== null && row.startsAt <= tx.now) return refuse({ kind: 'wrong_status', status: row.status });
  const { to, emits, earliestMinutesBefore } = TRANSITIONS[name];
  const obstacle = whyNot(name, { status: row.status, start: row.startsAt.getTime(), now: tx.now.getTime() });
  if (obstacle === 'wrong_status') return refuse({ kind: 'wrong_status', status: row.status });
  if (obstacle === 'too_early') {
    const possibleFrom = new Date(row.startsAt.getTime() - (earliestMinutesBefore ?? 0) * 60_000);
    return refuse({ kind: 'too_early', possibleFrom });
  }
  const changed = {
    ...row,
    ...screened,
    status: to,
    cancelReason: cancellation?.reason ?? null,
    cancelNote: cancellation?.note ?? null,
  };
  const saved = updateAppointment(tx, changed, {
    kind: name,
    fromStatus: row.status,
    reason: cancellation?.reason ?? null,
  });
  tx.record({ action: emits, subjectIds: [id] });
  tx.emit(emits, { appointmentId: id, clinicId: row.clinicId });
  if (ENDS_QUESTIONS.includes(name)) await settleVisit(tx, id);
  return ok(saved);
}

/** Throws `Forbidden` for a step that is not the actor's to take, on a visit that they may see. */
export const requireHand = (actor: Actor, name: TransitionName): void => requireHandOf(handOf(actor), name);

function requireHandOf(hand: Hand, name: TransitionName): void {
  const by: readonly Hand[] = TRANSITIONS[name].by;
  if (!by.includes(hand)) throw new Forbidden('This step is for the front desk.');
}

export function handOf(actor: Actor): Hand {
  if (actor.kind === 'client') return 'client';
  return actor.kind === 'system' ? 'program' : ownTherapistId(actor) ? 'own_therapist' : 'desk';
}
