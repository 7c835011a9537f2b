import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, idAfter, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { RevokeClientLink } from '../revoke-client-link.js';
import { linksOfClient } from '../storage/client-links.js';
import {
  ClientLink,
  ClientLinkConnection,
  ClientLinksArgs,
  RevokeClientLinkPayload,
  toClientLink,
} from './client-link-types.js';

@Resolver()
export class ClientLinksResolver {
  constructor(private readonly revokeUseCase: RevokeClientLink) {}

  @Allow(DESK)
  @Query(() => ClientLinkConnection, { description: 'The links that were issued for a client, the latest first.' })
  async clientLinks(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: ClientLinksArgs,
  ): Promise<Connection<ClientLink>> {
    const position = idAfter(after);
    return reads.run(async (tx) => {
      const rows = await linksOfClient(tx, { clientId, first, after: position });
      return toConnection(
        rows,
        first,
        (row) => toClientLink(row, tx.now),
        ({ id }) => [id],
      );
    });
  }

  @Allow(DESK)
  @Mutation(() => RevokeClientLinkPayload, { description: 'Ends a link at once, also for whoever has it open.' })
  async revokeClientLink(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<RevokeClientLinkPayload> {
    return RevokeClientLinkPayload.of(await this.revokeUseCase.execute(actor, id));
  }
}
