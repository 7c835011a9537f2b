import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { Licence } from './licence.entity.js';

/** The licences of each therapist, whatever their status, the earliest issued first. */
export async function licencesByTherapist(tx: Tx, therapistIds: readonly string[]): Promise<Map<string, Licence[]>> {
  const rows = await tx.manager.find(Licence, {
    where: { practiceId: tx.practiceId, therapistId: In([...therapistIds]) },
    order: { issuedOn: 'ASC', id: 'ASC' },
  });
  return new Map(therapistIds.map((id) => [id, rows.filter(({ therapistId }) => therapistId === id)]));
}
