import { In, IsNull } from 'typeorm';
import { findOne } from '../../../platform/database/index.js';
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
  const where = { practiceId: tx.practiceId, clinicId, ...(!includeArchived && { archivedAt: IsNull() }) };
  return tx.manager.find(Room, { where, order: { name: 'ASC', id: 'ASC' } });
}

export async function roomsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Room>> {
  const rooms = await tx.manager.findBy(Room, { practiceId: tx.practiceId, id: In([...ids]) });
  return new Map(rooms.map((room) => [room.id, room]));
}

/** The rooms of each clinic by name, without archived ones. */
export async function roomsByClinic(tx: Tx, clinicIds: readonly string[]): Promise<Map<string, Room[]>> {
  const rooms = await tx.manager.find(Room, {
    where: { practiceId: tx.practiceId, clinicId: In([...clinicIds]), archivedAt: IsNull() },
    order: { name: 'ASC', id: 'ASC' },
  });
  return new Map(clinicIds.map((id) => [id, rooms.filter((room) => room.clinicId === id)]));
}
