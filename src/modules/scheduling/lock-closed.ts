import type { Tx } from '../../platform/database/index.js';
import { lockClinic } from '../practices/index.js';

/** Waits until nobody books what a closure closes: one room, or every room of the clinic. */
export async function lockClosed(
  tx: Tx,
  { clinicId, roomId }: { clinicId: string; roomId: string | null },
): Promise<void> {
  if (roomId === null) await lockClinic(tx, clinicId);
  else await tx.lock([roomId]);
}
