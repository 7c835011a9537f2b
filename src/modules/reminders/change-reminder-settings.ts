import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, StaleVersion } from '../../platform/database/index.js';
import type { ReminderRule } from './domain/index.js';
import { keepReminderSettings, reminderSettings } from './storage/reminder-settings.js';
import type { ReminderSettings } from './storage/reminder-settings.js';

interface Request {
  /** The version that was read. */
  readonly version: number;
  /** All that the practice wants, no two for one lead time and channel. Undefined: as they are. */
  readonly rules?: readonly ReminderRule[];
  readonly clientNoticeHours?: number;
}

const REPEAT = (practiceId: string): Repeat<ReminderSettings> => ({
  idOf: () => practiceId,
  again: (tx) => reminderSettings(tx),
});

/** A practice reminds its clients by its own rules. Visits that stand are planned for anew, and nobody loses a reminder by it (`remindersOf`). */
@Injectable()
export class ChangeReminderSettings {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: StaffActor, { version, ...changes }: Request): Promise<Outcome<ReminderSettings, StaleVersion>> {
    const { practiceId } = actor;
    return this.unitOfWork.run<ReminderSettings, StaleVersion>(
      actor,
      async (tx) => {
        await tx.lock([practiceId]);
        const before = await reminderSettings(tx);
        if (before.version !== version) return refuse({ kind: 'stale_version', currentVersion: before.version });
        const { rules = before.rules, clientNoticeHours = before.clientNoticeHours } = changes;
        keepReminderSettings(tx, before, { rules, clientNoticeHours });
        const fields = Object.keys(changes);
        tx.record({ action: 'reminder_settings.changed', subjectIds: [practiceId], details: { fields } });
        tx.emit('reminders.settings_changed', {});
        return ok(await reminderSettings(tx));
      },
      { repeat: REPEAT(practiceId) },
    );
  }
}
