import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { appointmentLoader, AppointmentType, toAppointment } from '../../appointments/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import { ReadPlans } from '../read-plans.js';
import { PlanDue } from './plan-due-types.js';
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

@Resolver(() => PlanDue)
export class PlanDueFieldsResolver {
  @ResolveField(() => ClientType)
  async client(@Parent() { clientId }: PlanDue, @Context() context: GraphqlContext): Promise<ClientType> {
    return toClient((await clientLoader(context).load(clientId))!);
  }

  @ResolveField(() => AppointmentType, { nullable: true, description: 'The next visit that is booked.' })
  async upcomingVisit(
    @Parent() { upcomingId }: PlanDue,
    @Context() context: GraphqlContext,
  ): Promise<AppointmentType | null> {
    return upcomingId === null ? null : toAppointment((await appointmentLoader(context).load(upcomingId))!);
  }
}
