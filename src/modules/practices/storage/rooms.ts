import { findOne, rowsOf } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Clinic } from './clinic.entity.js';
import { Room } from './room.entity.js';

/** By name, without archived ones unless asked for. Throws `NotFound` where the clinic is not one of the practice's. */
export async function roomsOfClinic(
  tx: Tx,
  clinicId: string,
  { includeArchived = false }: { includeArchived?: boolean } = {},
): Promise<Room[]> {
  await findOne(tx, Clinic, 'clinic', clinicId);
  const rest = 'WHERE practice_id = $1 AND clinic_id = $2 AND (archived_at IS NULL OR $3) ORDER BY name, id';
  return rowsOf(tx, Room, rest, [tx.practiceId, clinicId, includeArchived]);
}

export async function roomsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Room>> {
  const rooms = await rowsOf(tx, Room, 'WHERE practice_id = $1 AND id = ANY($2)', [tx.practiceId, ids]);
  return new Map(rooms.map((room) => [room.id, room]));
}

/** The rooms of each clinic by name, without archived ones. */
export async function roomsByClinic(tx: Tx, clinicIds: readonly string[]): Promise<Map<string, Room[]>> {
  const rest = 'WHERE practice_id = $1 AND clinic_id = ANY($2) AND archived_at IS NULL ORDER BY name, id';
  const rooms = await rowsOf(tx, Room, rest, [tx.practiceId, clinicIds]);
  return new Map(clinicIds.map((id) => [id, rooms.filter((room) => room.clinicId === id)]));
}
