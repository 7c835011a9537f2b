import { Unauthenticated } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { closeClientLink } from './storage/client-links.js';

/**
 * Uses up the link that the unit's client acts by, together with what they do by it. The row stays locked until the unit
 * ends, so of two that race one waits and then finds it used. Throws `Unauthenticated` where it is used or revoked, and
 * does nothing where the actor is no client.
 */
export async function useLink(tx: Tx): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== 'client') return;
  const used = await closeClientLink(tx, actor.linkId, 'used_at');
  if (!used) throw new Unauthenticated('This link has been used.');
  tx.record({ action: 'client_link.used', subjectIds: [actor.linkId, actor.clientId] });
}
