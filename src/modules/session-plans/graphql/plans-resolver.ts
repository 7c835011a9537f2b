import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CLINICAL, CurrentActor } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AcceptPlanSuggestion } from '../accept-plan-suggestion.js';
import { ChangePlan } from '../change-plan.js';
import { GOAL_SUGGESTIONS } from '../domain/index.js';
import type { PlanStep } from '../domain/index.js';
import { ProposePlan } from '../propose-plan.js';
import { ReadPlans } from '../read-plans.js';
import {
  AcceptPlanSuggestionInput,
  ChangePlanInput,
  PlanStepInput,
  ProposePlanInput,
  toChanges,
} from './plan-inputs.js';
import {
  AcceptPlanSuggestionResult,
  ChangePlanResult,
  PlanStands,
  ProposePlanResult,
  SessionPlanPayload,
  toPlanRefusal,
  toSuggestionRefusal,
} from './plan-results.js';
import { GoalSuggestion, toGoalSuggestion } from './goal-types.js';
import { SessionPlan, toPlan } from './plan-types.js';

@Resolver()
export class PlansResolver {
  constructor(
    private readonly readPlans: ReadPlans,
    private readonly proposePlan: ProposePlan,
    private readonly changePlan: ChangePlan,
    private readonly acceptSuggestion: AcceptPlanSuggestion,
  ) {}

  @Allow(CLINICAL)
  @Query(() => [GoalSuggestion], { description: 'Where plans may start, by what they are for.' })
  planGoals(): GoalSuggestion[] {
    return GOAL_SUGGESTIONS.map(toGoalSuggestion);
  }

  @Allow(CLINICAL)
  @Query(() => [SessionPlan], { description: 'Of all records of the client, the last one begun first.' })
  async sessionPlans(
    @Context() { reads }: GraphqlContext,
    @Args('clientId', { type: () => ID }) clientId: string,
    @Args('includeEnded', { type: () => Boolean, defaultValue: false }) includeEnded: boolean,
  ): Promise<SessionPlan[]> {
    return (await reads.run((tx) => this.readPlans.ofClient(tx, { clientId, includeEnded }))).map(toPlan);
  }

  @Allow(CLINICAL)
  @Query(() => SessionPlan)
  async sessionPlan(
    @Context() { reads }: GraphqlContext,
    @Args('planId', { type: () => ID }) planId: string,
  ): Promise<SessionPlan> {
    return toPlan(await reads.run((tx) => this.readPlans.one(tx, planId)));
  }

  @Allow(CLINICAL)
  @Mutation(() => ProposePlanResult, {
    description: 'Begins a plan with what its goal suggests, to be accepted. For the therapists of the client.',
  })
  async proposeSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: ProposePlanInput,
  ): Promise<typeof ProposePlanResult> {
    const { clientId, clinicId, goal, season = null, startsOn = null } = input;
    const draft = { clientId, clinicId, goal, season, startsOn, changes: toChanges(input) };
    const outcome = await this.proposePlan.execute(actor, draft);
    return outcome.ok ? SessionPlanPayload.of(outcome.value) : PlanStands.of(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => ChangePlanResult, { description: 'Another interval, block or goal begins a new block of sessions.' })
  async changeSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: ChangePlanInput,
  ): Promise<typeof ChangePlanResult> {
    const { planId: id, version, goal, startsOn } = input;
    // A season belongs to its goal: with another goal the earlier season is gone.
    const season = goal === undefined ? input.season : (input.season ?? null);
    const changes = { ...toChanges(input), goal, season, startsOn };
    const outcome = await this.changePlan.change(actor, { id, version, changes });
    return outcome.ok ? SessionPlanPayload.of(outcome.value) : toPlanRefusal(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => ChangePlanResult, { description: 'Makes a proposed plan live.' })
  acceptSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: PlanStepInput,
  ): Promise<typeof ChangePlanResult> {
    return this.step(actor, input, 'accept');
  }

  @Allow(CLINICAL)
  @Mutation(() => ChangePlanResult, { description: 'Nobody is due until it is taken up again.' })
  pauseSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: PlanStepInput,
  ): Promise<typeof ChangePlanResult> {
    return this.step(actor, input, 'pause');
  }

  @Allow(CLINICAL)
  @Mutation(() => ChangePlanResult)
  resumeSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: PlanStepInput,
  ): Promise<typeof ChangePlanResult> {
    return this.step(actor, input, 'resume');
  }

  @Allow(CLINICAL)
  @Mutation(() => ChangePlanResult, { description: 'For good: the client can have another plan then.' })
  endSessionPlan(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: PlanStepInput,
  ): Promise<typeof ChangePlanResult> {
    return this.step(actor, input, 'end');
  }

  @Allow(CLINICAL)
  @Mutation(() => AcceptPlanSuggestionResult, {
    description: 'Makes a change that is suggested, and begins a new block.',
  })
  async acceptPlanSuggestion(
    @CurrentActor() actor: StaffActor,
    @Args('input') { planId: id, version, kind }: AcceptPlanSuggestionInput,
  ): Promise<typeof AcceptPlanSuggestionResult> {
    const outcome = await this.acceptSuggestion.execute(actor, { id, version, kind });
    return outcome.ok ? SessionPlanPayload.of(outcome.value) : toSuggestionRefusal(outcome.refusal);
  }

  private async step(
    actor: StaffActor,
    { planId: id, version }: PlanStepInput,
    step: Exclude<PlanStep, 'change'>,
  ): Promise<typeof ChangePlanResult> {
    const outcome = await this.changePlan.step(actor, { id, version, step });
    return outcome.ok ? SessionPlanPayload.of(outcome.value) : toPlanRefusal(outcome.refusal);
  }
}
