import { isId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';

export type RequestKind = 'access' | 'erasure';
export type RequestState = 'open' | 'done' | 'refused' | 'withdrawn';

/** What a client has asked about their record. */
export interface RecordRequest {
  readonly id: string;
  readonly clientId: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Membership id. */
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly closedAt: Date | null;
  readonly version: number;
}

const COLUMNS = `id, client_id AS "clientId", kind, state, recorded_by AS "recordedBy", recorded_at AS "recordedAt",
  closed_at AS "closedAt", version`;

export function insertRequest(tx: Tx, request: RecordRequest): void {
  const { id, clientId, kind, recordedBy, recordedAt } = request;
  tx.write(
    `INSERT INTO record_requests (practice_id, id, client_id, kind, recorded_by, recorded_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [tx.practiceId, id, clientId, kind, recordedBy, recordedAt],
  );
}

/** Throws `NotFound`. Nobody else changes it until the unit ends. */
export async function findRequestForChange(tx: Tx, id: string): Promise<RecordRequest> {
  const [found] = isId(id)
    ? await tx.sql<RecordRequest>(
        `SELECT ${COLUMNS} FROM record_requests WHERE practice_id = $1 AND id = $2 FOR UPDATE`,
        [tx.practiceId, id],
      )
    : [];
  if (!found) throw new NotFound('request', id);
  return found;
}

/** The open request, for this unit alone; nothing where it is none any more, or another worker is at it. */
export async function claimOpenRequest(tx: Tx, id: string): Promise<RecordRequest | undefined> {
  const [claimed] = await tx.sql<RecordRequest>(
    `SELECT ${COLUMNS} FROM record_requests WHERE practice_id = $1 AND id = $2 AND state = 'open' FOR UPDATE SKIP LOCKED`,
    [tx.practiceId, id],
  );
  return claimed;
}

/** The request of this kind that is open for any of these records. */
export async function openRequestOf(
  tx: Tx,
  recordIds: readonly string[],
  kind: RequestKind,
): Promise<RecordRequest | undefined> {
  const [open] = await tx.sql<RecordRequest>(
    `SELECT ${COLUMNS} FROM record_requests WHERE practice_id = $1 AND client_id = ANY($2) AND kind = $3 AND state = 'open'`,
    [tx.practiceId, recordIds, kind],
  );
  return open;
}

export function closeRequest(tx: Tx, request: RecordRequest, state: RequestState): RecordRequest {
  tx.write(
    `UPDATE record_requests SET state = $3, closed_at = $4, version = version + 1, updated_at = $4
     WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, request.id, state, tx.now],
  );
  return { ...request, state, closedAt: tx.now, version: request.version + 1 };
}

/** The last recorded first. */
export function requestsPage(
  tx: Tx,
  { clientId, beforeId, atMost }: { clientId: string | null; beforeId: string | null; atMost: number },
): Promise<RecordRequest[]> {
  return tx.sql<RecordRequest>(
    `SELECT ${COLUMNS} FROM record_requests
     WHERE practice_id = $1 AND ($2::uuid IS NULL OR client_id = $2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientId, beforeId, atMost],
  );
}
