import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { Allow, dateAfter, DESK, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadPlansDue } from '../read-plans-due.js';
import { PlanDue, PlanDueConnection, PlansDueArgs, PlansDueOrder, toPlanDue } from './plan-due-types.js';

@Resolver()
export class PlansDueResolver {
  constructor(private readonly readPlansDue: ReadPlansDue) {}

  @Allow(DESK)
  @Query(() => PlanDueConnection, { description: 'Whom to ask to come, by the date on which they are due.' })
  async plansDue(
    @Context() { reads }: GraphqlContext,
    @Args() { clinicId = null, states, order, first, after }: PlansDueArgs,
  ): Promise<Connection<PlanDue>> {
    const latestFirst = order === PlansDueOrder.LATEST_FIRST;
    const query = { clinicId, states, latestFirst, after: dateAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.readPlansDue.execute(tx, query));
    return toConnection(rows, first, toPlanDue, ({ dueOn, planId }) => [dueOn, planId]);
  }
}
