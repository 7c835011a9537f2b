import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, defineLoader, DESK } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { Channel, ClientType } from '../../clients/index.js';
import { stoppedChannelsOf } from '../storage/stopped-addresses.js';

const stoppedLoader = defineLoader(stoppedChannelsOf);

@Resolver(() => ClientType)
export class StoppedChannelsResolver {
  @Allow(DESK)
  @ResolveField(() => [Channel], {
    description:
      'By which nothing goes to them, whatever they have agreed to: a word like STOP, or the provider, has stopped the address.',
  })
  async stoppedChannels(@Parent() { id }: ClientType, @Context() context: GraphqlContext): Promise<Channel[]> {
    return [...(await stoppedLoader(context).load(id))!] as Channel[];
  }
}
