import { findOne, rowsOf } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Clinic } from './clinic.entity.js';

/** By name. */
export function clinicsOfPractice(tx: Tx, { includeArchived }: { includeArchived: boolean }): Promise<Clinic[]> {
  return rowsOf(tx, Clinic, 'WHERE practice_id = $1 AND (archived_at IS NULL OR $2) ORDER BY name, id', [
    tx.practiceId,
    includeArchived,
  ]);
}

export async function clinicsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Clinic>> {
  const clinics = await rowsOf(tx, Clinic, 'WHERE practice_id = $1 AND id = ANY($2)', [tx.practiceId, ids]);
  return new Map(clinics.map((clinic) => [clinic.id, clinic]));
}

/**
 * Waits until no booking at the clinic is under way, since each one locks a room of it, and no other change of the
 * clinic's schedule. Throws `NotFound` where the clinic is not one of the practice's.
 */
export async function lockClinic(tx: Tx, clinicId: string): Promise<void> {
  await findOne(tx, Clinic, 'clinic', clinicId);
  // The clinic first, which keeps new rooms away, and then all the rooms that there are.
  await tx.lock([clinicId]);
  const rooms = await tx.sql<{ id: string }>('SELECT id FROM rooms WHERE practice_id = $1 AND clinic_id = $2', [
    tx.practiceId,
    clinicId,
  ]);
  await tx.lock(rooms.map(({ id }) => id));
}
