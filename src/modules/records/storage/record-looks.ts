import type { Tx } from '../../../platform/database/index.js';
import type { LocalDate } from '../domain/local-date.js';

/** Claims a record that is to be looked at by this date, for this unit alone; false where another worker has, or did. */
export async function claimLook(tx: Tx, clientId: string, today: LocalDate): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM record_looks WHERE practice_id = $1 AND client_id = $2 AND look_on <= $3 FOR UPDATE SKIP LOCKED`,
    [tx.practiceId, clientId, today],
  );
  return rows.length > 0;
}

/** Says when the records of a person are looked at next. */
export function lookAgain(tx: Tx, recordIds: readonly string[], on: LocalDate): void {
  tx.write(`UPDATE record_looks SET look_on = $3 WHERE practice_id = $1 AND client_id = ANY($2)`, [
    tx.practiceId,
    recordIds,
    on,
  ]);
}

/** There is nothing left to look at. */
export function forgetLooks(tx: Tx, recordIds: readonly string[]): void {
  tx.write('DELETE FROM record_looks WHERE practice_id = $1 AND client_id = ANY($2)', [tx.practiceId, recordIds]);
}

/** After the practice has changed how long it keeps records: all of them, soon. */
export function lookAtAll(tx: Tx): void {
  tx.write('UPDATE record_looks SET look_on = least(look_on, $2::date) WHERE practice_id = $1', [
    tx.practiceId,
    tx.now,
  ]);
}
