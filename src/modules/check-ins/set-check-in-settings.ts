import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, StaleVersion, Tx } from '../../platform/database/index.js';
import { settingsViolations, withChanges } from './domain/index.js';
import type { SettingsChanges } from './domain/index.js';
import { findSettings, insertSettings, latestSettings } from './storage/settings.js';
import type { StoredSettings } from './storage/settings.js';

interface Wish {
  /** How often they had been set when they were read. */
  readonly version: number;
  /** All that is to be other than shipped; nothing gives them back as shipped. */
  readonly changes: SettingsChanges;
}

const REPEAT: Repeat<StoredSettings> = {
  idOf: ({ id }) => id,
  again: async (tx, id) => (await findSettings(tx, id))!,
};

/** A practice has its own thresholds and times. Earlier ones are kept; what is planned already stays as it was planned. */
@Injectable()
export class SetCheckInSettings {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `InvalidInput` for settings that nobody can work by. */
  execute(actor: StaffActor, { version, changes }: Wish): Promise<Outcome<StoredSettings, StaleVersion>> {
    const violations = settingsViolations(withChanges(changes));
    if (violations.length > 0) throw new InvalidInput(violations);
    const stale: StaleVersion = { kind: 'stale_version', currentVersion: version + 1 };
    return this.unitOfWork.run<StoredSettings, StaleVersion>(
      actor,
      async (tx) => {
        const current = (await latestSettings(tx))?.number ?? 0;
        if (current !== version) return refuse({ kind: 'stale_version', currentVersion: current });
        return ok(await write(tx, actor, { number: current + 1, changes }));
      },
      { refusals: { check_in_settings_in_turn: () => stale }, repeat: REPEAT },
    );
  }
}

async function write(
  tx: Tx,
  { membershipId: setBy }: StaffActor,
  { number, changes }: Pick<StoredSettings, 'number' | 'changes'>,
): Promise<StoredSettings> {
  const settings = { id: newId(), number, changes, setBy, setAt: tx.now };
  await insertSettings(tx, settings);
  const details = { number, fields: Object.keys(changes) };
  tx.record({ action: 'check_in_settings.set', subjectIds: [settings.id], details });
  return settings;
}
