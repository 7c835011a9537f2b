import { NotFound } from '../../kernel/index.js';
import { RecordErased } from '../../platform/crypto/index.js';
import type { ClientKey, Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';

/** The key to write into a client's record. Throws `NotFound` where the record has been erased. */
export async function keyToWrite(vault: Vault, tx: Tx, clientId: string): Promise<ClientKey> {
  try {
    return await vault.keyOf(tx, clientId);
  } catch (error) {
    if (error instanceof RecordErased) throw new NotFound('client', clientId);
    throw error;
  }
}
