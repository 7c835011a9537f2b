import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { openFollowUp } from '../follow-ups/index.js';
import { ChangePlans } from './change-plans.js';
import type { PlanSeen } from './change-plans.js';
import { acceptSuggestion, PlanStatus, SuggestionKind } from './domain/index.js';
import type { Plan } from './read-plans.js';
import type { SuggestionGone, WrongPlanStatus } from './refusals.js';

/** In how many days a consultation that was agreed upon should have been arranged. */
const CONSULTATION_DAYS = 7;

@Injectable()
export class AcceptPlanSuggestion {
  constructor(private readonly changePlans: ChangePlans) {}

  /**
   * Makes what is suggested so, if it still is: what the scores say may have changed since it was shown. A consultation
   * becomes a task of the therapist. Throws as `ChangePlans` does.
   */
  execute(
    actor: StaffActor,
    { kind, ...seen }: PlanSeen & { readonly kind: SuggestionKind },
  ): Promise<Outcome<Plan, SuggestionGone | WrongPlanStatus | StaleVersion>> {
    return this.changePlans.execute<SuggestionGone>(actor, { ...seen, step: 'accept_suggestion' }, async (plan, tx) => {
      const { row, terms, standing, review } = plan;
      if (row.status !== PlanStatus.ACTIVE) return refuse({ kind: 'wrong_plan_status', status: row.status });
      const suggestion = review.suggestions.find((one) => one.kind === kind);
      if (!suggestion) return refuse({ kind: 'suggestion_gone' });
      if (kind === SuggestionKind.CONSULTATION) {
        const dueAt = new Date(tx.now.getTime() + CONSULTATION_DAYS * 86_400_000);
        const { clientId, therapistId } = { clientId: row.clientId, therapistId: actor.therapistId };
        await openFollowUp(tx, { kind: 'plan_review', clientId, therapistId, subjectId: row.id, dueAt });
      }
      return ok({ status: row.status, terms: acceptSuggestion(terms, suggestion, standing.today), accepted: kind });
    });
  }
}
