import type { DataSource } from 'typeorm';

/** Few enough that nobody waits for the locks of one statement. */
const BATCH = 1_000;

/**
 * Deletes until nothing is left that is too old. The statement looks for at most `$1` `old` rows and says how many of them
 * are `gone`: another sweep may have been quicker. `$2` is the offset of the database's clock in milliseconds.
 */
export async function deleteInBatches(dataSource: DataSource, statement: string, offset: number): Promise<number> {
  for (let total = 0; ;) {
    const [batch] = await dataSource.query<{ old: number; gone: number }[]>(statement, [BATCH, offset]);
    total += batch!.gone;
    if (batch!.old < BATCH) return total;
  }
}
