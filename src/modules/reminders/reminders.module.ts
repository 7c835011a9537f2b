import { Module } from '@nestjs/common';
import { ChangeReminderSettings } from './change-reminder-settings.js';
import { ReminderSettingsResolver } from './graphql/reminder-settings-resolver.js';

@Module({ providers: [ReminderSettingsResolver, ChangeReminderSettings] })
export class RemindersModule {}
