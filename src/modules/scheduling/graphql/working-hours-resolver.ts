import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ClearWorkingDay } from '../clear-working-day.js';
import { readWorkingDays, readWorkingHours } from '../read-schedule.js';
import { SetWorkingDay } from '../set-working-day.js';
import { SetWorkingHours } from '../set-working-hours.js';
import { ClearWorkingDayInput, SetWorkingDayInput, SetWorkingHoursInput } from './hours-input.js';
import {
  SetWorkingDayResult,
  SetWorkingHoursResult,
  TherapistNotAtClinic,
  toWorkingDay,
  toWorkingHours,
  WorkingDay,
  WorkingDayPayload,
  WorkingHours,
  WorkingHoursPayload,
} from './hours-types.js';
import { DatesArgs, datesOf } from './window-args.js';

@Resolver()
export class WorkingHoursResolver {
  constructor(
    private readonly setWorkingHoursUseCase: SetWorkingHours,
    private readonly setWorkingDayUseCase: SetWorkingDay,
    private readonly clearWorkingDayUseCase: ClearWorkingDay,
  ) {}

  @Allow(STAFF)
  @Query(() => [WorkingHours], {
    description: 'Past, present and planned, by clinic and the date from which they hold. Therapists see their own.',
  })
  async workingHours(
    @Context() { reads }: GraphqlContext,
    @Args('therapistId', { type: () => ID }) therapistId: string,
  ): Promise<WorkingHours[]> {
    return (await reads.run((tx) => readWorkingHours(tx, therapistId))).map(toWorkingHours);
  }

  @Allow(STAFF)
  @Query(() => [WorkingDay], {
    description: 'The dates on which a therapist does not work the weekly hours. Therapists see their own.',
  })
  async workingDays(
    @Context() { reads }: GraphqlContext,
    @Args('therapistId', { type: () => ID }) therapistId: string,
    @Args() dates: DatesArgs,
  ): Promise<WorkingDay[]> {
    return (await reads.run((tx) => readWorkingDays(tx, { therapistId, ...datesOf(dates) }))).map(toWorkingDay);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetWorkingHoursResult, {
    description: 'Also over visits that are booked: they stay, and are affected.',
  })
  async setWorkingHours(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetWorkingHoursInput,
  ): Promise<typeof SetWorkingHoursResult> {
    const outcome = await this.setWorkingHoursUseCase.execute(actor, input);
    return outcome.ok ? WorkingHoursPayload.of(outcome.value) : TherapistNotAtClinic.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetWorkingDayResult, {
    description: 'Also over visits that are booked: they stay, and are affected.',
  })
  async setWorkingDay(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetWorkingDayInput,
  ): Promise<typeof SetWorkingDayResult> {
    const outcome = await this.setWorkingDayUseCase.execute(actor, input);
    return outcome.ok ? WorkingDayPayload.of(outcome.value) : TherapistNotAtClinic.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => WorkingDayPayload, { description: 'Lets the weekly hours count again.' })
  async clearWorkingDay(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: ClearWorkingDayInput,
  ): Promise<WorkingDayPayload> {
    return WorkingDayPayload.of(await this.clearWorkingDayUseCase.execute(actor, input));
  }
}
