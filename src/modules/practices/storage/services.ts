import { IsNull } from 'typeorm';
import { rowsOf } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Technique } from '../domain/technique.js';
import { Service } from './service.entity.js';

/** By name. */
export function servicesOfPractice(
  tx: Tx,
  { technique, includeArchived }: { technique?: Technique | null; includeArchived: boolean },
): Promise<Service[]> {
  const where = {
    practiceId: tx.practiceId,
    ...(technique && { technique }),
    ...(!includeArchived && { archivedAt: IsNull() }),
  };
  return tx.manager.find(Service, { where, order: { name: 'ASC', id: 'ASC' } });
}

export async function servicesById(tx: Tx, ids: readonly string[]): Promise<Map<string, Service>> {
  const services = await rowsOf(tx, Service, 'WHERE practice_id = $1 AND id = ANY($2)', [tx.practiceId, ids]);
  return new Map(services.map((service) => [service.id, service]));
}
