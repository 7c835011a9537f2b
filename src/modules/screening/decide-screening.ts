import { Injectable } from '@nestjs/common';
import { Forbidden, isId, newId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { ReadClientFacts } from './client-facts.js';
import { compareLevels, decisionOn, VerdictLevel } from './domain/index.js';
import type { Reason } from './domain/index.js';
import { keyToWrite } from './key-to-write.js';
import { lockPerson } from './lock-person.js';
import { screenBy } from './screen-visit.js';
import type { ScreenedVisit } from './screen-visit.js';
import { insertVisitDecision, visitOfDecision } from './storage/visit-decisions.js';
import { VisitsToDecide } from './visits-to-decide.js';
import type { VisitToDecide } from './visits-to-decide.js';
import { VisitsToScreen } from './visits-to-screen.js';

interface Request {
  readonly appointmentId: string;
  /** What is not to hold the visit up; nothing where the therapist goes ahead with what is known. */
  readonly lift: readonly (VerdictLevel.ADAPT | VerdictLevel.CLEARANCE)[];
  readonly reason: string;
}

interface Decided {
  readonly id: string;
  readonly verdict: ScreenedVisit;
}

/** No therapist's word makes the visit possible: `standing` says what stands against it. */
export interface DecisionNotPossible {
  readonly kind: 'decision_not_possible';
  readonly standing: readonly Reason[];
}

/** The visit has begun and ended, or was called off. */
export interface VisitOver {
  readonly kind: 'visit_over';
}

type Refused = DecisionNotPossible | VisitOver;

/**
 * The treating therapist goes ahead with one visit, in view of what is known: with its adaptations or without them, without a
 * clearance, or with answers that are missing. Clot, heart, stroke, platelet and bone-metastasis rules stay, and what defers.
 */
@Injectable()
export class DecideScreening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
    private readonly facts: ReadClientFacts,
    private readonly visitsToDecide: VisitsToDecide,
    private readonly visitsToScreen: VisitsToScreen,
  ) {}

  /** Throws `NotFound`, and `Forbidden` for somebody who sees the visit and is not its therapist. */
  execute(actor: StaffActor, request: Request): Promise<Outcome<Decided, Refused>> {
    return this.unitOfWork.run<Decided, Refused>(actor, (tx) => this.decide(tx, actor, request), {
      repeat: { idOf: ({ id }) => id, again: (tx, id) => this.again(tx, actor, id) },
    });
  }

  private async decide(tx: Tx, actor: StaffActor, request: Request): Promise<Outcome<Decided, Refused>> {
    const { clientId } = await this.findOwn(tx, actor, request.appointmentId);
    const standingId = await lockPerson(tx, clientId);
    const visit = await this.findOwn(tx, actor, request.appointmentId);
    if (!visit.isOpen) return refuse({ kind: 'visit_over' });
    const facts = await this.facts.execute(tx, clientId);
    tx.recordRead('clinical_record', facts.recordIds);
    const asked = { treatment: visit.treatment, date: visit.date };
    const decision = decisionOn(screenBy(facts, asked), request.lift);
    const content = { ...decision, ...visit.treatment, date: visit.date, reason: request.reason };
    const decisions = new Map([[visit.id, content]]);
    const verdict = screenBy({ ...facts, decisions }, { ...asked, appointmentId: visit.id });
    if (compareLevels(verdict.level, VerdictLevel.CLEARANCE) >= 0) {
      return refuse({ kind: 'decision_not_possible', standing: verdict.reasons.filter(isInTheWay) });
    }
    const id = newId();
    await insertVisitDecision(tx, await keyToWrite(this.vault, tx, clientId), { id, by: actor, visit, content });
    tx.record({ action: 'screening.decided', subjectIds: [id, visit.id, standingId] });
    tx.emit('screening.decided', { decisionId: id, appointmentId: visit.id });
    await this.visitsToScreen.rescreen(tx, standingId);
    return ok({ id, verdict });
  }

  private async findOwn(tx: Tx, actor: StaffActor, id: string): Promise<VisitToDecide> {
    const visit = isId(id) ? await this.visitsToDecide.find(tx, id.toLowerCase()) : undefined;
    if (visit && visit.therapistId === actor.therapistId) return visit;
    if (!visit || actor.role === 'therapist') throw new NotFound('appointment', id);
    throw new Forbidden('Only the therapist of the visit decides about it.');
  }

  /** A visit that was called off since makes nobody a therapist of the client any more. */
  private async again(tx: Tx, actor: StaffActor, id: string): Promise<Decided> {
    const appointmentId = await visitOfDecision(tx, id);
    const { clientId, treatment, date } = await this.findOwn(tx, actor, appointmentId);
    await this.access.require(tx, clientId);
    const facts = await this.facts.execute(tx, clientId, [appointmentId]);
    return { id, verdict: screenBy(facts, { appointmentId, treatment, date }) };
  }
}

const isInTheWay = ({ level, lifted }: Reason): boolean =>
  lifted === null && compareLevels(level, VerdictLevel.CLEARANCE) >= 0;
