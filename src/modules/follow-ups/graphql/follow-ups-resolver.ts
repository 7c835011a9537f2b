import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CurrentActor,
  defineLoader,
  instantAfter,
  STAFF,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import { therapistLoader, TherapistType, toTherapist } from '../../therapists/index.js';
import { CompleteFollowUp } from '../complete-follow-up.js';
import { sightOf } from '../domain/follow-up-kinds.js';
import { listFollowUps, memberNames } from '../storage/follow-ups.js';
import {
  CompleteFollowUpResult,
  FollowUp,
  FollowUpConnection,
  FollowUpPayload,
  FollowUpsArgs,
  toFollowUp,
} from './follow-up-types.js';

export const memberNameLoader = defineLoader(memberNames);

@Resolver(() => FollowUp)
export class FollowUpsResolver {
  constructor(private readonly complete: CompleteFollowUp) {}

  @Allow(STAFF)
  @Query(() => FollowUpConnection, {
    description: 'By due time. A therapist sees their own, the front desk the desk’s, the management all.',
  })
  async followUps(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, done, clientId = null }: FollowUpsArgs,
  ): Promise<Connection<FollowUp>> {
    const [dueAt, id] = instantAfter(after) ?? [];
    const page = { after: dueAt && id ? { dueAt: new Date(dueAt), id } : null, limit: first + 1 };
    const rows = await reads.run((tx) => listFollowUps(tx, { sight: sightOf(actor), done, clientId, ...page }));
    return toConnection(rows, first, toFollowUp, (row) => [row.dueAt.toISOString(), row.id]);
  }

  @Allow(STAFF)
  @Mutation(() => CompleteFollowUpResult)
  async completeFollowUp(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int, description: 'The version that was read.' }) version: number,
  ): Promise<typeof CompleteFollowUpResult> {
    const outcome = await this.complete.execute(actor, { id, version });
    return outcome.ok ? FollowUpPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @ResolveField(() => ClientType, { nullable: true })
  async client(@Parent() { clientId }: FollowUp, @Context() context: GraphqlContext): Promise<ClientType | null> {
    return clientId ? toClient((await clientLoader(context).load(clientId))!) : null;
  }

  @ResolveField(() => TherapistType, { nullable: true })
  async therapist(
    @Parent() { therapistId }: FollowUp,
    @Context() context: GraphqlContext,
  ): Promise<TherapistType | null> {
    return therapistId ? toTherapist((await therapistLoader(context).load(therapistId))!) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The name of the member of staff who did it; null where it became pointless by itself.',
  })
  doneBy(
    @Parent() { doneByMembershipId }: FollowUp,
    @Context() context: GraphqlContext,
  ): Promise<string | null> | null {
    return doneByMembershipId ? memberNameLoader(context).load(doneByMembershipId) : null;
  }
}
