import type { Tx } from '../../platform/database/index.js';
import { standingClient } from '../clients/index.js';

/**
 * Waits until nobody else books for this person or writes what bears on their verdicts, and answers the record that stands
 * for them: a merge may have been first. Throws `NotFound`.
 */
export async function lockPerson(tx: Tx, clientId: string): Promise<string> {
  let { id: standing } = await standingClient(tx, clientId);
  for (;;) {
    await tx.lock([clientId, standing]);
    const { id } = await standingClient(tx, clientId);
    if (id === standing) return standing;
    standing = id;
  }
}
