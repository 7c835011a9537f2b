import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ServiceType, toService } from '../../practices/index.js';
import { ScreeningReason } from '../../screening/index.js';
import { FindFittingServices } from '../find-fitting-services.js';
import { ReadDeferralReasons } from '../read-deferral-reasons.js';
import { ScreeningDefers } from './screening-defers.js';

/** Reads in units of their own, after the refused one has been rolled back: what is read of a record is audited then. */
@Resolver(() => ScreeningDefers)
export class ScreeningDefersResolver {
  constructor(
    private readonly findFitting: FindFittingServices,
    private readonly readReasons: ReadDeferralReasons,
  ) {}

  @ResolveField(() => [ServiceType], {
    description: 'What of the clinic could be booked for the client on that date, the least reserved first.',
  })
  services(@Parent() { visit }: ScreeningDefers, @Context() { reads }: GraphqlContext): Promise<ServiceType[]> {
    return reads.run(async (tx) => (await this.findFitting.execute(tx, visit)).map(toService));
  }

  @Allow(CLINICAL)
  @ResolveField(() => [ScreeningReason], {
    nullable: true,
    description: 'Worst first. Null for whoever may not read the client’s record.',
  })
  async reasons(
    @Parent() { visit }: ScreeningDefers,
    @Context() { reads }: GraphqlContext,
  ): Promise<ScreeningReason[] | null> {
    const reasons = await reads.run((tx) => this.readReasons.execute(tx, visit));
    return reasons && reasons.map((reason) => ScreeningReason.of(reason));
  }
}
