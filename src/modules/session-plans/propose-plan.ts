import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { resolveClient } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { localDate } from '../scheduling/domain/index.js';
import { changedTerms, PlanStatus, startingTerms, suggestionFor, termsViolations } from './domain/index.js';
import type { Goal, PlanTerms, Season } from './domain/index.js';
import { ReadPlans } from './read-plans.js';
import type { Plan } from './read-plans.js';
import type { PlanStands } from './refusals.js';
import { readOpeningCalendars } from './storage/opening-calendars.js';
import { insertPlan, plansOf, sealTerms } from './storage/session-plans.js';

export interface PlanDraft {
  readonly clientId: string;
  /** Where the client comes: its calendar tells the dates. */
  readonly clinicId: string;
  readonly goal: Goal;
  readonly season: Season | null;
  /** YYYY-MM-DD; null: today. */
  readonly startsOn: string | null;
  /** What is to differ from the goal's suggestion. */
  readonly changes: Partial<Omit<PlanTerms, 'goal' | 'season' | 'blockFrom'>>;
}

@Injectable()
export class ProposePlan {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ClinicalAccess,
    private readonly readPlans: ReadPlans,
    private readonly vault: Vault,
  ) {}

  /**
   * Begins a plan with what the goal suggests, for a therapist of the client to accept. Throws `NotFound` for a client or
   * clinic, `Forbidden` for whoever does not treat the client, and `InvalidInput` for terms that break a rule and for an
   * archived client.
   */
  execute(actor: StaffActor, draft: PlanDraft): Promise<Outcome<Plan, PlanStands>> {
    return this.unitOfWork.run<Plan, PlanStands>(
      actor,
      async (tx) => {
        const records = await this.access.requireToWrite(tx, draft.clientId);
        const { id: clientId } = await resolveClient(tx, draft.clientId);
        await tx.lock(records);
        const [standing] = await plansOf(tx, { clientIds: records, includeEnded: false });
        if (standing) return refuse({ kind: 'plan_stands', planId: standing.id });
        const terms = await termsOf(tx, draft);
        const id = await this.write(tx, { ...draft, clientId, terms, changedBy: actor.membershipId });
        return ok(await this.readPlans.one(tx, id));
      },
      { repeat: this.readPlans.repeat },
    );
  }

  private async write(
    tx: Tx,
    plan: { clientId: string; clinicId: string; terms: PlanTerms; changedBy: string },
  ): Promise<string> {
    const { clientId, clinicId, terms, changedBy } = plan;
    const { interval, blockSessions, blockFrom, reviewOn } = terms;
    const [id, version] = [newId(), 1];
    const sealed = sealTerms(await this.vault.keyOf(tx, clientId), { id, version }, terms, null);
    insertPlan(tx, {
      ...{ id, clientId, clinicId, version, interval, blockSessions, blockFrom, reviewOn, sealed, changedBy },
      ...{ step: 'propose', status: PlanStatus.PROPOSED, liveFrom: null, changedAt: tx.now },
    });
    tx.record({ action: 'session_plan.propose', subjectIds: [id, clientId], details: { version } });
    tx.emit('session_plan.changed', { planId: id, clientId });
    return id;
  }
}

async function termsOf(tx: Tx, { clinicId, goal, season, startsOn, changes }: PlanDraft): Promise<PlanTerms> {
  const calendar = (await readOpeningCalendars(tx, [clinicId])).get(clinicId);
  if (!calendar) throw new NotFound('clinic', clinicId);
  const suggestion = suggestionFor(goal, season);
  if (!suggestion) {
    throw InvalidInput.of('season', 'plan', 'season must be given for recovery and sport, and for no other goal');
  }
  const today = localDate(calendar.zone, tx.now.getTime());
  const status = PlanStatus.PROPOSED;
  const terms = changedTerms(startingTerms(suggestion, startsOn ?? today), changes, { status, today });
  const violations = termsViolations(terms);
  if (violations.length > 0) throw new InvalidInput(violations);
  return terms;
}
