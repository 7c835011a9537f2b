import type { Tx } from '../../../platform/database/index.js';
import { withChanges } from '../domain/index.js';
import type { CheckInSettings, SettingsChanges } from '../domain/index.js';

/** What a practice has changed, the last time it did. */
export interface StoredSettings {
  readonly id: string;
  /** How often the practice has set them. */
  readonly number: number;
  readonly changes: SettingsChanges;
  /** A membership. */
  readonly setBy: string;
  readonly setAt: Date;
}

const COLUMNS = `id, number, changes, set_by AS "setBy", set_at AS "setAt"`;

export async function latestSettings(tx: Tx): Promise<StoredSettings | undefined> {
  const [latest] = await tx.sql<StoredSettings>(
    `SELECT ${COLUMNS} FROM check_in_settings WHERE practice_id = $1 ORDER BY number DESC LIMIT 1`,
    [tx.practiceId],
  );
  return latest;
}

/** The thresholds that count in this practice. */
export const settingsOf = async (tx: Tx): Promise<CheckInSettings> =>
  withChanges((await latestSettings(tx))?.changes ?? {});

export async function findSettings(tx: Tx, id: string): Promise<StoredSettings | undefined> {
  const [found] = await tx.sql<StoredSettings>(
    `SELECT ${COLUMNS} FROM check_in_settings WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, id],
  );
  return found;
}

/** Breaks `check_in_settings_in_turn` where somebody else has set this number meanwhile. */
export async function insertSettings(tx: Tx, { id, number, changes, setBy, setAt }: StoredSettings): Promise<void> {
  await tx.sql(
    `INSERT INTO check_in_settings (practice_id, id, number, changes, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.practiceId, id, number, changes, setBy, setAt],
  );
}
