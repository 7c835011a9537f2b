import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddClosure } from '../add-closure.js';
import { CancelClosure } from '../cancel-closure.js';
import { readClosures } from '../read-schedule.js';
import { AddClosureInput, Closure, ClosurePayload, toClosure } from './closure-types.js';
import { WindowArgs, windowOf } from './window-args.js';

@Resolver()
export class ClosuresResolver {
  constructor(
    private readonly addClosureUseCase: AddClosure,
    private readonly cancelClosureUseCase: CancelClosure,
  ) {}

  @Allow(STAFF)
  @Query(() => [Closure], {
    description:
      'Of a clinic and of its rooms: what shares time with the window, by start, without what was cancelled.',
  })
  async closures(
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
    @Args() window: WindowArgs,
  ): Promise<Closure[]> {
    return (await reads.run((tx) => readClosures(tx, clinicId, windowOf(window)))).map(toClosure);
  }

  @Allow(DESK)
  @Mutation(() => ClosurePayload, { description: 'Also over visits that are booked: they stay, and are affected.' })
  async addClosure(@CurrentActor() actor: StaffActor, @Args('input') draft: AddClosureInput): Promise<ClosurePayload> {
    return ClosurePayload.of(await this.addClosureUseCase.execute(actor, draft));
  }

  @Allow(DESK)
  @Mutation(() => ClosurePayload, { description: 'Opens what was closed. Cancelling again changes nothing.' })
  async cancelClosure(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ClosurePayload> {
    return ClosurePayload.of(await this.cancelClosureUseCase.execute(actor, id));
  }
}
