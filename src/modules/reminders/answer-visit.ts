import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { changeStatus, findAppointmentForChange } from '../appointments/index.js';
import { ownVisit } from './own-visit.js';
import type { NotByClient, OwnVisit } from './own-visit.js';

interface Answer {
  readonly clientId: string;
  readonly appointmentId: string;
  readonly answer: 'confirm' | 'cancel';
  /** The start that they read of: of another one they have said nothing. Undefined where they answer a message about this visit. */
  readonly startsAt?: Date;
}

/**
 * Confirms a visit, or calls it off, on the word of its client: by a link, or by an SMS that somebody has understood. To confirm what is
 * confirmed, and to cancel what is cancelled, is done already. Throws `NotFound` where the visit is not theirs.
 */
export async function answerVisit(tx: Tx, answer: Answer): Promise<Outcome<OwnVisit, NotByClient>> {
  const { clientId, appointmentId, startsAt } = answer;
  // The desk may be about to change it.
  await findAppointmentForChange(tx, appointmentId);
  const visit = await ownVisit(tx, clientId, appointmentId);
  const isDone = visit.status === (answer.answer === 'confirm' ? 'confirmed' : 'cancelled');
  const isMoved = startsAt !== undefined && startsAt.getTime() !== visit.startsAt.getTime();
  if (isMoved) return refuse({ kind: 'changed' });
  if (isDone) return ok(visit);
  return answer.answer === 'confirm' ? confirm(tx, visit, clientId) : cancel(tx, visit, clientId);
}

async function confirm(tx: Tx, visit: OwnVisit, clientId: string): Promise<Outcome<OwnVisit, NotByClient>> {
  if (!visit.acts.confirm) return refuse({ kind: 'closed' });
  const outcome = await changeStatus(tx, visit.id, { name: 'confirm', wordOf: clientId });
  return outcome.ok ? ok(await ownVisit(tx, clientId, visit.id)) : refuse({ kind: 'closed' });
}

async function cancel(tx: Tx, visit: OwnVisit, clientId: string): Promise<Outcome<OwnVisit, NotByClient>> {
  if (visit.acts.change !== 'open') return refuse({ kind: visit.acts.change });
  const cancellation = { reason: 'client_request', note: null };
  const outcome = await changeStatus(tx, visit.id, { name: 'cancel', cancellation, wordOf: clientId });
  return outcome.ok ? ok(await ownVisit(tx, clientId, visit.id)) : refuse({ kind: 'closed' });
}

/** The same for the client who has come by a link. */
@Injectable()
export class AnswerVisit {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: ClientActor, answer: Omit<Answer, 'clientId'>): Promise<Outcome<OwnVisit, NotByClient>> {
    return this.unitOfWork.run(actor, (tx) => answerVisit(tx, { ...answer, clientId: actor.clientId }));
  }
}
