import type { Tx } from '../../../platform/database/index.js';

/** Makes the practice whose id the unit carries. */
export async function insertPractice(
  tx: Tx,
  { name, country, currency }: { name: string; country: string; currency: string },
): Promise<void> {
  await tx.sql('INSERT INTO practices (id, name, country, currency) VALUES ($1, $2, $3, $4)', [
    ...[tx.practiceId, name],
    ...[country, currency],
  ]);
  tx.record({ action: 'practice.registered', subjectIds: [tx.practiceId] });
}
