import { newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { RecordReport } from '../domain/record-report.js';

/** A report as it was made. */
export interface KeptReport {
  readonly id: string;
  readonly clientId: string;
  readonly requestId: string | null;
  readonly content: RecordReport;
  readonly madeAt: Date;
}

const COLUMNS = `id, client_id AS "clientId", request_id AS "requestId", content, made_at AS "madeAt"`;

export function insertReport(
  tx: Tx,
  { clientId, requestId, content }: Pick<KeptReport, 'clientId' | 'requestId' | 'content'>,
): void {
  tx.write(
    `INSERT INTO record_reports (practice_id, id, client_id, request_id, content, made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.practiceId, newId(), clientId, requestId, JSON.stringify(content), tx.now],
  );
}

/** By request. */
export async function reportsOf(tx: Tx, requestIds: readonly string[]): Promise<Map<string, KeptReport>> {
  const rows = await tx.sql<KeptReport>(
    `SELECT ${COLUMNS} FROM record_reports WHERE practice_id = $1 AND request_id = ANY($2)`,
    [tx.practiceId, requestIds],
  );
  return new Map(rows.map((row) => [row.requestId!, row]));
}

/** All reports about a client, also those of retention that has ended; the last first. */
export function reportsPage(
  tx: Tx,
  { clientId, beforeId, atMost }: { clientId: string | null; beforeId: string | null; atMost: number },
): Promise<KeptReport[]> {
  return tx.sql<KeptReport>(
    `SELECT ${COLUMNS} FROM record_reports
     WHERE practice_id = $1 AND ($2::uuid IS NULL OR client_id = $2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientId, beforeId, atMost],
  );
}
