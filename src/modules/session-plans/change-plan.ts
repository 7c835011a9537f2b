import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { ChangePlans } from './change-plans.js';
import type { PlanSeen } from './change-plans.js';
import { changedTerms, statusAfter } from './domain/index.js';
import type { PlanStep, TermsChange } from './domain/index.js';
import type { Plan } from './read-plans.js';
import type { WrongPlanStatus } from './refusals.js';

@Injectable()
export class ChangePlan {
  constructor(private readonly changePlans: ChangePlans) {}

  /** Changes what a plan says. Throws as `ChangePlans` does. */
  change(
    actor: StaffActor,
    { changes, ...seen }: PlanSeen & { readonly changes: TermsChange },
  ): Promise<Outcome<Plan, WrongPlanStatus | StaleVersion>> {
    return this.changePlans.execute<never>(actor, { ...seen, step: 'change' }, async ({ row, terms, standing }) => {
      const status = statusAfter('change', row.status);
      if (!status) return refuse({ kind: 'wrong_plan_status', status: row.status });
      return ok({ status, terms: changedTerms(terms, changes, { status, today: standing.today }) });
    });
  }

  /** Accepts, pauses, resumes or ends a plan. Throws as `ChangePlans` does. */
  step(
    actor: StaffActor,
    { step, ...seen }: PlanSeen & { readonly step: Exclude<PlanStep, 'change'> },
  ): Promise<Outcome<Plan, WrongPlanStatus | StaleVersion>> {
    return this.changePlans.execute<never>(actor, { ...seen, step }, async ({ row, terms }) => {
      const status = statusAfter(step, row.status);
      return status ? ok({ status, terms }) : refuse({ kind: 'wrong_plan_status', status: row.status });
    });
  }
}
