import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, defineLoader, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ClientType, toClient } from '../../clients/index.js';
import { SetCheckInWish } from '../set-check-in-wish.js';
import { wishesOf } from '../storage/wishes.js';
import { CheckInWishPayload } from './wish-types.js';

const wishLoader = defineLoader(wishesOf);

@Resolver(() => ClientType)
export class CheckInWishesResolver {
  constructor(private readonly setWish: SetCheckInWish) {}

  @Allow(STAFF)
  @Mutation(() => CheckInWishPayload, {
    description: 'Whether the client wants to be asked how they are after every session.',
  })
  async setCheckInWish(
    @CurrentActor() actor: StaffActor,
    @Args('clientId', { type: () => ID }) clientId: string,
    @Args('wanted') wanted: boolean,
  ): Promise<CheckInWishPayload> {
    const client = await this.setWish.execute(actor, { clientId, wanted });
    return Object.assign(new CheckInWishPayload(), { client: toClient(client) });
  }

  @ResolveField(() => Boolean, {
    description:
      'Has asked to be asked how they are after every session, also where little soreness is to be expected.',
  })
  async wantsCheckIns(@Parent() { id }: ClientType, @Context() context: GraphqlContext): Promise<boolean> {
    return (await wishLoader(context).load(id))!;
  }
}
