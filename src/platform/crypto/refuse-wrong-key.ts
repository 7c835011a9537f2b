import type { DataSource } from 'typeorm';
import { StartError } from '../config/index.js';
import type { MasterKeys } from './master-keys.js';

/** Throws StartError where records of the database are encrypted with a key that this process was not given. */
export async function refuseWrongKey(source: DataSource, masterKeys: MasterKeys): Promise<void> {
  const used = (await source.query('SELECT gate.master_keys() AS id')) as { id: string }[];
  if (used.every(({ id }) => masterKeys.find(id))) return;
  throw new StartError(
    'RECORDS_KEY is not the key that the records of this database are encrypted with: set it to that key, or, while keys are rotated, RECORDS_KEY_BEFORE.',
  );
}
