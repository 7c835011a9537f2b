import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddTimeOff } from '../add-time-off.js';
import { CancelTimeOff } from '../cancel-time-off.js';
import { readTimeOff } from '../read-schedule.js';
import { AddTimeOffInput, TimeOff, TimeOffArgs, TimeOffPayload, toTimeOff } from './time-off-types.js';
import { windowOf } from './window-args.js';

@Resolver()
export class TimeOffResolver {
  constructor(
    private readonly addTimeOffUseCase: AddTimeOff,
    private readonly cancelTimeOffUseCase: CancelTimeOff,
  ) {}

  @Allow(STAFF)
  @Query(() => [TimeOff], {
    description: 'What shares time with the window, by start, without what was cancelled. Therapists see their own.',
  })
  async timeOff(@Context() { reads }: GraphqlContext, @Args() args: TimeOffArgs): Promise<TimeOff[]> {
    const { therapistId, clinicId } = args;
    return (await reads.run((tx) => readTimeOff(tx, { therapistId, clinicId, window: windowOf(args) }))).map(toTimeOff);
  }

  @Allow(DESK)
  @Mutation(() => TimeOffPayload, { description: 'Also over visits that are booked: they stay, and are affected.' })
  async addTimeOff(@CurrentActor() actor: StaffActor, @Args('input') draft: AddTimeOffInput): Promise<TimeOffPayload> {
    return TimeOffPayload.of(await this.addTimeOffUseCase.execute(actor, draft));
  }

  @Allow(DESK)
  @Mutation(() => TimeOffPayload, { description: 'Gives the time back. Cancelling again changes nothing.' })
  async cancelTimeOff(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<TimeOffPayload> {
    return TimeOffPayload.of(await this.cancelTimeOffUseCase.execute(actor, id));
  }
}
