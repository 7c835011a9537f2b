import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadPlans } from '../read-plans.js';
import { SessionPlan, SessionPlanVersion, toPlanVersion } from './plan-types.js';

@Resolver(() => SessionPlan)
export class PlanFieldsResolver {
  private readonly versionsLoader = defineLoader((tx, planIds) => this.readPlans.versions(tx, planIds));

  constructor(private readonly readPlans: ReadPlans) {}

  @ResolveField(() => [SessionPlanVersion], {
    description: 'How it came to stand as it does, the newest version first.',
  })
  async history(@Parent() { id }: SessionPlan, @Context() context: GraphqlContext): Promise<SessionPlanVersion[]> {
    return (await this.versionsLoader(context).load(id))!.map(toPlanVersion);
  }
}
