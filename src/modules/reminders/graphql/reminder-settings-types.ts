import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsEnum,
  IsInt,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Allow, DESK, MANAGEMENT, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import { Channel } from '../../clients/index.js';
import { LEAD_HOURS, MOST_RULES } from '../domain/index.js';
import type { ReminderSettings as Row } from '../storage/reminder-settings.js';

@Allow(DESK)
@ObjectType({ description: 'When before a visit its client is reminded, and how.' })
export class ReminderRule {
  @Field(() => Int, { description: 'Every 24 of them are a day of the clinic’s calendar.' })
  leadHours: number;

  @Field(() => Channel)
  channel: Channel;

  @Field({ description: 'Nobody who has confirmed the visit is reminded so.' })
  onlyUnconfirmed: boolean;
}

@Allow(DESK)
@ObjectType({ description: 'How the practice reminds its clients of visits.' })
export class ReminderSettings {
  @Field(() => [ReminderRule], { description: 'The longest lead first.' })
  rules: ReminderRule[];

  @Field(() => Int, {
    description: 'How many hours before the start a client may still call a visit off, or move it, by a link.',
  })
  clientNoticeHours: number;

  @Field(() => Int)
  version: number;
}

export function toReminderSettings({ rules, clientNoticeHours, version }: Row): ReminderSettings {
  return Object.assign(new ReminderSettings(), {
    ...{ clientNoticeHours, version },
    rules: rules.map((rule) => Object.assign(new ReminderRule(), rule)),
  });
}

@InputType()
export class ReminderRuleInput {
  @Field(() => Int, { description: `${LEAD_HOURS.least} to ${LEAD_HOURS.most}.` })
  @IsInt()
  @Min(LEAD_HOURS.least)
  @Max(LEAD_HOURS.most)
  leadHours: number;

  @Field(() => Channel)
  @IsEnum(Channel)
  channel: Channel;

  @Field({ defaultValue: false })
  @IsBoolean()
  onlyUnconfirmed: boolean = false;
}

const given = (_: unknown, value: unknown): boolean => value !== undefined;

@InputType({ description: 'What is left out stays as it is.' })
export class ChangeReminderSettingsInput {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => [ReminderRuleInput], {
    nullable: true,
    description: `All that the practice wants, at most ${MOST_RULES}, each lead time and channel once. None: nobody is reminded.`,
  })
  @ValidateIf(given)
  @ValidateNested({ each: true })
  @Type(() => ReminderRuleInput)
  @ArrayMaxSize(MOST_RULES)
  @ArrayUnique(({ leadHours, channel }: ReminderRuleInput) => `${leadHours} ${channel}`)
  rules?: ReminderRuleInput[];

  @Field(() => Int, { nullable: true, description: '0 to 336.' })
  @ValidateIf(given)
  @IsInt()
  @Min(0)
  @Max(LEAD_HOURS.most)
  clientNoticeHours?: number;
}

@Allow(MANAGEMENT)
@ObjectType()
export class ReminderSettingsPayload {
  @Field(() => ReminderSettings)
  settings: ReminderSettings;

  static of(row: Row): ReminderSettingsPayload {
    return Object.assign(new ReminderSettingsPayload(), { settings: toReminderSettings(row) });
  }
}

export const ChangeReminderSettingsResult = resultUnion('ChangeReminderSettingsResult', [
  ReminderSettingsPayload,
  VersionConflict,
]);
