import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, MANAGEMENT, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ChangeReminderSettings } from '../change-reminder-settings.js';
import { reminderSettings } from '../storage/reminder-settings.js';
import {
  ChangeReminderSettingsInput,
  ChangeReminderSettingsResult,
  ReminderSettings,
  ReminderSettingsPayload,
  toReminderSettings,
} from './reminder-settings-types.js';

@Resolver()
export class ReminderSettingsResolver {
  constructor(private readonly changing: ChangeReminderSettings) {}

  @Allow(DESK)
  @Query(() => ReminderSettings, { description: 'When clients are reminded of their visits.' })
  async reminderSettings(@Context() { reads }: GraphqlContext): Promise<ReminderSettings> {
    return toReminderSettings(await reads.run((tx) => reminderSettings(tx)));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeReminderSettingsResult, {
    description: 'Changes when clients are reminded, also of visits that are booked: nobody loses a reminder by it.',
  })
  async changeReminderSettings(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: ChangeReminderSettingsInput,
  ): Promise<typeof ChangeReminderSettingsResult> {
    const outcome = await this.changing.execute(actor, input);
    return outcome.ok ? ReminderSettingsPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
