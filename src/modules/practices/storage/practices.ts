import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { Practice } from './practice.entity.js';

export async function practicesById(tx: Tx, ids: readonly string[]): Promise<Map<string, Practice>> {
  const practices = await tx.manager.findBy(Practice, { id: In([...ids]) });
  return new Map(practices.map((practice) => [practice.id, practice]));
}
