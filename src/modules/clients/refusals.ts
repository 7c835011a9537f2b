import { refuse } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { LikelyDuplicate } from './domain/likely-duplicate.js';
import type { Client } from './storage/client.entity.js';
import { standingClient } from './storage/clients.js';

/** Another client stands for this one: its record rests, and can be read. */
export interface Merged {
  readonly kind: 'merged';
  /** The end of the chain of merges. */
  readonly standingId: string;
}

/** The new client is probably one that is there already. */
export interface Known {
  readonly kind: 'known';
  readonly duplicates: readonly LikelyDuplicate[];
}

/** Why two clients cannot be merged. */
export interface NotMergeable {
  readonly kind: 'same_client' | 'visits_overlap';
}

/** There is no merge to undo. */
export interface NotMerged {
  readonly kind: 'not_merged';
}

export async function refuseMerged(tx: Tx, client: Client): Promise<{ readonly ok: false; readonly refusal: Merged }> {
  return refuse({ kind: 'merged', standingId: (await standingClient(tx, client.id)).id });
}
