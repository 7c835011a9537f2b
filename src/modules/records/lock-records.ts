import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';

/**
 * Waits until nobody else merges clients, adds one, books for this person or writes into the record, and answers the ids of
 * all records of the person. The practice first, as merges do.
 */
export async function lockRecords(tx: Tx, clientId: string): Promise<readonly string[]> {
  await tx.lock([tx.practiceId]);
  const recordIds = (await recordsOfPeople(tx, [clientId])).get(clientId)!;
  await tx.lock(recordIds);
  return recordIds;
}
