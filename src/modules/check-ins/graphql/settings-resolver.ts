import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { SetCheckInSettings } from '../set-check-in-settings.js';
import { latestSettings } from '../storage/settings.js';
import {
  CheckInSettings,
  CheckInSettingsPayload,
  SetCheckInSettingsInput,
  SetCheckInSettingsResult,
  toChanges,
  toSettings,
} from './settings-types.js';

@Resolver()
export class CheckInSettingsResolver {
  constructor(private readonly setSettings: SetCheckInSettings) {}

  @Allow(MANAGEMENT)
  @Query(() => CheckInSettings)
  async checkInSettings(@Context() { reads }: GraphqlContext): Promise<CheckInSettings> {
    return toSettings(await reads.run(latestSettings));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetCheckInSettingsResult, {
    description: 'Thresholds and times of this practice. What is planned already stays as it was planned.',
  })
  async setCheckInSettings(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetCheckInSettingsInput,
  ): Promise<typeof SetCheckInSettingsResult> {
    const outcome = await this.setSettings.execute(actor, { version: input.version, changes: toChanges(input) });
    return outcome.ok ? CheckInSettingsPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
