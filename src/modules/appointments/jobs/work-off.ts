/** A record that something must happen to, wherever it is. */
export interface Due {
  readonly practiceId: string;
  readonly id: string;
}

const BATCH = 200;
/** So many in a row do not fail by themselves: the database is away, or the program is wrong. */
const MOST_FAILURES = 10;

/**
 * Works off what is due in batches, one record after the other and each in a unit of its own: a unit that holds one
 * row waits for nobody and deadlocks with nobody, and a record that fails keeps none of the others. `workOffOne` says
 * whether there was still something to do. Returns how many there were, or throws an AggregateError of all failures.
 */
export async function workOff(
  findDue: (atMost: number) => Promise<readonly Due[]>,
  workOffOne: (due: Due) => Promise<boolean>,
): Promise<number> {
  const failures: unknown[] = [];
  let total = 0;
  for (let more = true, inARow = 0; more;) {
    const batch = await findDue(BATCH);
    const before = total;
    for (const due of batch) {
      try {
        if (await workOffOne(due)) total += 1;
        inARow = 0;
      } catch (error) {
        failures.push(error);
        inARow += 1;
        if (inARow === MOST_FAILURES) break;
      }
    }
    more = batch.length === BATCH && total > before && inARow < MOST_FAILURES;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} records could not be worked off.`);
  return total;
}
