import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { readOpeningHours } from '../read-schedule.js';
import { SetOpeningHours } from '../set-opening-hours.js';
import { SetOpeningHoursInput } from './hours-input.js';
import { OpeningHours, OpeningHoursPayload, toOpeningHours } from './hours-types.js';

@Resolver()
export class OpeningHoursResolver {
  constructor(private readonly setOpeningHoursUseCase: SetOpeningHours) {}

  @Allow(STAFF)
  @Query(() => [OpeningHours], {
    description: 'Past, present and planned, by the date from which they hold, then weekday.',
  })
  async openingHours(
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
  ): Promise<OpeningHours[]> {
    return (await reads.run((tx) => readOpeningHours(tx, clinicId))).map(toOpeningHours);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => OpeningHoursPayload, {
    description: 'Also over visits that are booked: they stay, and are affected.',
  })
  async setOpeningHours(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetOpeningHoursInput,
  ): Promise<OpeningHoursPayload> {
    return OpeningHoursPayload.of(await this.setOpeningHoursUseCase.execute(actor, input));
  }
}
