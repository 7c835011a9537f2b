import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { StaleVersion } from '../../../platform/database/index.js';
import { Allow, CLINICAL, Refusal, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import { PlanStatus } from '../domain/index.js';
import type { Plan } from '../read-plans.js';
import type { PlanStands as Standing, SuggestionGone as Gone, WrongPlanStatus as Wrong } from '../refusals.js';
import { SessionPlan, toPlan } from './plan-types.js';

@Allow(CLINICAL)
@ObjectType()
export class SessionPlanPayload {
  @Field(() => SessionPlan)
  plan: SessionPlan;

  static of(plan: Plan): SessionPlanPayload {
    return Object.assign(new SessionPlanPayload(), { plan: toPlan(plan) });
  }
}

@Allow(CLINICAL)
@ObjectType({
  implements: () => [Refusal],
  description: 'The client has a plan already. Change that one, or end it first.',
})
export class PlanStands extends Refusal {
  @Field(() => ID)
  planId: string;

  static of({ planId }: Standing): PlanStands {
    const message = 'This client has a plan already. Change that one, or end it first.';
    return Object.assign(new PlanStands(), { message, planId });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'This cannot be done to a plan that stands there.' })
export class WrongPlanStatus extends Refusal {
  @Field(() => PlanStatus)
  status: PlanStatus;

  static of({ status }: Wrong): WrongPlanStatus {
    return Object.assign(new WrongPlanStatus(), { message: `This plan is ${status}.`, status });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'The scores or visits no longer suggest it.' })
export class SuggestionGone extends Refusal {
  static of(): SuggestionGone {
    return Object.assign(new SuggestionGone(), { message: 'This is no longer suggested. Look at the plan again.' });
  }
}

export const ProposePlanResult = resultUnion('ProposePlanResult', [SessionPlanPayload, PlanStands]);
export const ChangePlanResult = resultUnion('ChangePlanResult', [SessionPlanPayload, VersionConflict, WrongPlanStatus]);
export const AcceptPlanSuggestionResult = resultUnion('AcceptPlanSuggestionResult', [
  ...[SessionPlanPayload, VersionConflict, WrongPlanStatus, SuggestionGone],
] as const);

export const toPlanRefusal = (refusal: Wrong | StaleVersion): WrongPlanStatus | VersionConflict =>
  refusal.kind === 'stale_version' ? VersionConflict.of(refusal) : WrongPlanStatus.of(refusal);

export const toSuggestionRefusal = (
  refusal: Gone | Wrong | StaleVersion,
): SuggestionGone | WrongPlanStatus | VersionConflict =>
  refusal.kind === 'suggestion_gone' ? SuggestionGone.of() : toPlanRefusal(refusal);
