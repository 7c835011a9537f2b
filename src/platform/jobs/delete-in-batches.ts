import type { DataSource } from 'typeorm';

/** Few enough that nobody waits for the locks of one statement. */
const BATCH = 1_000;

/**
 * Deletes until nothing is left that is too old. The statement deletes at most `$1` rows, skips what another sweep has in
 * its hands, and returns how many are `gone`; `$2` is the offset of the database's clock in milliseconds.
 */
export async function deleteInBatches(dataSource: DataSource, statement: string, offset: number): Promise<number> {
  for (let total = 0; ;) {
    const [row] = await dataSource.query<{ gone: number }[]>(statement, [BATCH, offset]);
    total += row!.gone;
    if (row!.gone < BATCH) return total;
  }
}
