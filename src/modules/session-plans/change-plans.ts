import { Injectable } from '@nestjs/common';
import { InvalidInput, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { PlanStatus, termsViolations } from './domain/index.js';
import type { PlanTerms, SuggestionKind } from './domain/index.js';
import { ReadPlans } from './read-plans.js';
import type { Plan } from './read-plans.js';
import type { WrongPlanStatus } from './refusals.js';
import { findPlanForChange, sealTerms, writeNextVersion } from './storage/session-plans.js';
import type { PlanChange } from './storage/session-plans.js';

/** How a plan is to stand next; null: it cannot from where it stands. */
export interface NextVersion {
  readonly status: PlanStatus;
  readonly terms: PlanTerms;
  readonly accepted?: SuggestionKind;
}

/** The plan as whoever changes it has seen it. */
export interface PlanSeen {
  readonly id: string;
  readonly version: number;
}

type Decide<R> = (plan: Plan, tx: Tx) => Promise<Outcome<NextVersion, R>>;

/** The one way in which a plan that is there changes: by a new version, written by a therapist of the client. */
@Injectable()
export class ChangePlans {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ClinicalAccess,
    private readonly readPlans: ReadPlans,
    private readonly vault: Vault,
  ) {}

  /**
   * Throws `NotFound` for a plan whose client's record the actor may not read, `Forbidden` for whoever does not treat the
   * client, and `InvalidInput` for terms that break a rule.
   */
  execute<R>(
    actor: StaffActor,
    { id, version, step }: PlanSeen & { readonly step: PlanChange },
    decide: Decide<R | WrongPlanStatus>,
  ): Promise<Outcome<Plan, R | WrongPlanStatus | StaleVersion>> {
    return this.unitOfWork.run<Plan, R | WrongPlanStatus | StaleVersion>(
      actor,
      async (tx) => {
        const row = await findPlanForChange(tx, id);
        if (!row) throw new NotFound('session plan', id);
        const plan = await this.readPlans.one(tx, row.id);
        await this.access.requireToWrite(tx, row.clientId);
        if (row.version !== version) return refuse({ kind: 'stale_version', currentVersion: row.version });
        const next = await decide(plan, tx);
        if (!next.ok) return next;
        await this.write(tx, plan, { ...next.value, step, changedBy: actor.membershipId });
        return ok(await this.readPlans.one(tx, row.id));
      },
      { repeat: this.readPlans.repeat },
    );
  }

  private async write(
    tx: Tx,
    { row, standing }: Plan,
    { status, terms, accepted, step, changedBy }: NextVersion & { step: PlanChange; changedBy: string },
  ): Promise<void> {
    const violations = termsViolations(terms);
    if (violations.length > 0) throw new InvalidInput(violations);
    const { id, clientId, version: before } = row;
    const version = before + 1;
    const { interval, blockSessions, blockFrom, reviewOn } = terms;
    const becomesLive = status === PlanStatus.ACTIVE && row.status !== PlanStatus.ACTIVE;
    const liveFrom = becomesLive ? later(standing.today, blockFrom) : row.liveFrom;
    const key = await this.vault.keyOf(tx, clientId);
    const sealed = sealTerms(key, { id, version }, terms, accepted ?? null);
    const clear = { interval, blockSessions, blockFrom, reviewOn, liveFrom };
    writeNextVersion(tx, { ...row, ...clear, version, step, status, sealed, changedAt: tx.now, changedBy });
    tx.record({ action: `session_plan.${step}`, subjectIds: [id, clientId], details: { version } });
    tx.emit('session_plan.changed', { planId: id, clientId });
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
