import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { ClientOtherCare } from './client-other-care.entity.js';

type Care = Pick<ClientOtherCare, 'kind'> & Partial<Pick<ClientOtherCare, 'providerName' | 'providerPhone'>>;

/** What is known of care elsewhere, for each of these clients, by kind. */
export async function otherCareOf(tx: Tx, clientIds: readonly string[]): Promise<Map<string, ClientOtherCare[]>> {
  const where = { practiceId: tx.practiceId, clientId: In([...clientIds]) };
  const care = await tx.manager.find(ClientOtherCare, { where, order: { kind: 'ASC' } });
  return new Map(clientIds.map((id) => [id, care.filter((one) => one.clientId === id)]));
}

/** From now on this is what is known. */
export async function replaceOtherCare(tx: Tx, clientId: string, all: readonly Care[]): Promise<void> {
  const { practiceId } = tx;
  await tx.manager.delete(ClientOtherCare, { practiceId, clientId });
  await tx.manager.insert(
    ClientOtherCare,
    all.map((care) => ({ ...care, practiceId, clientId })),
  );
}
