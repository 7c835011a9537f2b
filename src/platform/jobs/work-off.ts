/** A record that something must happen to, wherever it is. */
export interface Due {
  readonly practiceId: string;
  readonly id: string;
}

const BATCH = 200;
/** So many do not fail by chance: the database is away, or the program is wrong. */
const MOST_FAILURES = 10;

/**
 * Works off what is due in batches, one record after the other and each in a unit of its own: a unit that holds one
 * row deadlocks with nobody, and a record that fails keeps none of the others. `workOffOne` says whether there was
 * still something to do. Returns how often there was, or throws an AggregateError of all failures.
 */
export async function workOff<T>(
  findDue: (atMost: number) => Promise<readonly T[]>,
  workOffOne: (due: T) => Promise<boolean>,
): Promise<number> {
  const failures: unknown[] = [];
  let total = 0;
  for (;;) {
    const batch = await findDue(BATCH);
    const before = total;
    for (const due of batch) {
      if (failures.length === MOST_FAILURES) break;
      try {
        if (await workOffOne(due)) total += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    // Those that fail are found again, so that a batch without progress is the last one.
    if (batch.length < BATCH || total === before || failures.length === MOST_FAILURES) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} records could not be worked off.`);
  return total;
}
