import type { Tx } from '../../platform/database/index.js';
import { isOverdue } from './domain/visit-of-note.js';
import { listedFrom } from './find-unsigned-notes.js';
import { unsignedOf } from './storage/therapist-visits.js';

/** Says of each of these visits whether it stands on its therapist's list as overdue: nothing of what is written. In one statement. */
export async function findOverdueNotes(
  tx: Tx,
  appointmentIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const waiting = await unsignedOf(tx, { appointmentIds, from: listedFrom(tx.now) });
  return new Map(
    waiting.map(({ appointmentId, since }) => [appointmentId, isOverdue(since.getTime(), tx.now.getTime())]),
  );
}
