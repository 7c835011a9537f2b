import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional } from 'class-validator';
import { Allow, MANAGEMENT, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import { SHIPPED_SETTINGS, withChanges } from '../domain/index.js';
import type { CheckInSettings as Settings, SettingsChanges } from '../domain/index.js';
import type { StoredSettings } from '../storage/settings.js';

const shipped = (name: keyof Settings): string => `As shipped: ${SHIPPED_SETTINGS[name]}.`;

@Allow(MANAGEMENT)
@ObjectType({
  description:
    'By what answers are judged and when clients are asked. Soreness 0 to 10, times in hours after the session.',
})
export class CheckInSettings {
  @Field(() => Int, { description: 'How often the practice has set them.' })
  version: number;

  @Field(() => Int, { description: `From here on somebody is sore at all. ${shipped('soreFrom')}` })
  soreFrom: number;

  @Field(() => Int, { description: shipped('watchFrom') })
  watchFrom: number;

  @Field(() => Int, { description: shipped('followUpFrom') })
  followUpFrom: number;

  @Field(() => Int, { description: `A rise since the answer before that is followed up. ${shipped('riseFrom')}` })
  riseFrom: number;

  @Field(() => Int, { description: shipped('watchAfterHours') })
  watchAfterHours: number;

  @Field(() => Int, { description: shipped('followUpAfterHours') })
  followUpAfterHours: number;

  @Field(() => Int, { description: shipped('referAfterHours') })
  referAfterHours: number;

  @Field(() => Int, { description: shipped('firstAskHours') })
  firstAskHours: number;

  @Field(() => Int, { description: shipped('secondAskHours') })
  secondAskHours: number;

  @Field(() => Int, { description: shipped('watchAskHours') })
  watchAskHours: number;

  @Field(() => Int, { description: shipped('followUpAskHours') })
  followUpAskHours: number;

  @Field(() => Int, {
    description: `After so much silence an ask is repeated, and then closed. ${shipped('silenceHours')}`,
  })
  silenceHours: number;
}

export const toSettings = (stored: Pick<StoredSettings, 'number' | 'changes'> | undefined): CheckInSettings =>
  Object.assign(new CheckInSettings(), withChanges(stored?.changes ?? {}), { version: stored?.number ?? 0 });

@Allow(MANAGEMENT)
@ObjectType()
export class CheckInSettingsPayload {
  @Field(() => CheckInSettings)
  settings: CheckInSettings;

  static of(stored: StoredSettings): CheckInSettingsPayload {
    return Object.assign(new CheckInSettingsPayload(), { settings: toSettings(stored) });
  }
}

export const SetCheckInSettingsResult = resultUnion('SetCheckInSettingsResult', [
  CheckInSettingsPayload,
  VersionConflict,
]);

const OPTIONAL = { nullable: true };

@InputType({ description: 'All that is to be other than shipped: what is left out is as shipped again.' })
export class SetCheckInSettingsInput {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  soreFrom?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  watchFrom?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  followUpFrom?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  riseFrom?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  watchAfterHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  followUpAfterHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  referAfterHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  firstAskHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  secondAskHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  watchAskHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  followUpAskHours?: number | null;

  @Field(() => Int, OPTIONAL)
  @IsOptional()
  @IsInt()
  silenceHours?: number | null;
}

/** What an input changes. */
export function toChanges({ version: _, ...fields }: SetCheckInSettingsInput): SettingsChanges {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
