import { In, IsNull } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { ClientMerge } from './client-merge.entity.js';
import { Client } from './client.entity.js';

/** The merges that stand, by target: which clients were merged into each of these, directly. */
export async function mergesInto(tx: Tx, targetIds: readonly string[]): Promise<Map<string, ClientMerge[]>> {
  const where = { practiceId: tx.practiceId, targetId: In([...targetIds]), undoneAt: IsNull() };
  const merges = await tx.manager.find(ClientMerge, { where, order: { mergedAt: 'ASC', id: 'ASC' } });
  return new Map(targetIds.map((id) => [id, merges.filter((one) => one.targetId === id)]));
}

/** The merge that made another client stand for this one, unless it was undone. */
export function standingMerge(tx: Tx, sourceId: string): Promise<ClientMerge | null> {
  return tx.manager.findOneBy(ClientMerge, { practiceId: tx.practiceId, sourceId, undoneAt: IsNull() });
}

/** Lets the client point at the one that stands for it, or at nobody. Whoever was editing it meanwhile is told. */
export async function pointClient(tx: Tx, id: string, mergedIntoId: string | null): Promise<void> {
  const changes = { mergedIntoId, version: () => 'version + 1', updatedAt: tx.now };
  await tx.manager.update(Client, { practiceId: tx.practiceId, id }, changes);
}
