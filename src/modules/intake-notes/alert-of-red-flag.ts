import type { Tx } from '../../platform/database/index.js';
import { standingClient } from '../clients/index.js';
import { openFollowUp } from '../follow-ups/index.js';

/**
 * Has somebody look at once: the therapist with whom the form is filled in, or whom the client prefers, and the desk,
 * which reads no more than `urgent`.
 */
export async function alertOfRedFlag(tx: Tx, clientId: string): Promise<void> {
  const client = await standingClient(tx, clientId);
  const own = tx.actor.kind === 'staff' ? tx.actor.therapistId : null;
  await openFollowUp(tx, {
    kind: 'emergency_answers',
    clientId: client.id,
    therapistId: own ?? client.preferredTherapistId,
    dueAt: tx.now,
  });
}
