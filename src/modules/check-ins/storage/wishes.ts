import type { Tx } from '../../../platform/database/index.js';

const KEEP = `INSERT INTO check_in_wishes (practice_id, client_id, wanted, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (practice_id, client_id) DO UPDATE SET wanted = excluded.wanted, set_by = excluded.set_by, set_at = excluded.set_at`;

/** What a client last said; `setBy` is a membership. */
export function keepWish(
  tx: Tx,
  { clientId, wanted, setBy }: { clientId: string; wanted: boolean; setBy: string },
): void {
  tx.write(KEEP, [tx.practiceId, clientId, wanted, setBy, tx.now]);
}

const OF_CLIENTS = `SELECT client_id AS id, wanted FROM check_in_wishes WHERE practice_id = $1 AND client_id = ANY($2::uuid[])`;

/** Whether these clients, each by its own record, want to be asked after every session: those who have said nothing do not. */
export async function wishesOf(tx: Tx, clientIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await tx.sql<{ id: string; wanted: boolean }>(OF_CLIENTS, [tx.practiceId, clientIds]);
  const said = new Map(rows.map(({ id, wanted }) => [id, wanted]));
  return new Map(clientIds.map((id) => [id, said.get(id) ?? false]));
}

/** Of the worker alone, when clients are erased. */
export function forgetWishes(tx: Tx, clientIds: readonly string[]): void {
  tx.write('DELETE FROM check_in_wishes WHERE practice_id = $1 AND client_id = ANY($2)', [tx.practiceId, clientIds]);
}
