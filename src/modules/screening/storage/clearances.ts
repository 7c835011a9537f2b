import type { StaffActor } from '../../../kernel/index.js';
import { isId, NotFound } from '../../../kernel/index.js';
import type { ClientKey } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { ClearanceContent } from '../client-facts.js';
import { CLEARANCE_DETAILS, END_REASON, REQUEST_NOTE } from './places.js';

export type ClearanceState = 'requested' | 'recorded' | 'withdrawn' | 'voided';

/** A health professional's permission, from the request to its end, as it stands in the database. */
export interface Clearance {
  readonly id: string;
  readonly clientId: string;
  readonly state: ClearanceState;
  readonly openedAt: Date;
  readonly recordedAt: Date | null;
  readonly endedAt: Date | null;
  readonly attachmentId: string | null;
  /** Sealed: what was asked for, what was given, and why it was withdrawn. */
  readonly note: Buffer | null;
  readonly details: Buffer | null;
  readonly reason: Buffer | null;
}

const SELECT = `SELECT c.id, c.client_id AS "clientId", c.opened_at AS "openedAt", c.note, r.recorded_at AS "recordedAt",
    r.details, r.attachment_id AS "attachmentId", e.ended_at AS "endedAt", e.reason,
    CASE WHEN e.risk_profile_id IS NOT NULL THEN 'voided' WHEN e.ended_at IS NOT NULL THEN 'withdrawn'
      WHEN r.recorded_at IS NOT NULL THEN 'recorded' ELSE 'requested' END AS state
  FROM clearances c LEFT JOIN clearance_records r ON r.practice_id = $1 AND r.clearance_id = c.id
  LEFT JOIN clearance_ends e ON e.practice_id = $1 AND e.clearance_id = c.id`;

/** Throws `NotFound`. */
export async function findClearance(tx: Tx, id: string): Promise<Clearance> {
  const found = isId(id) ? (await clearancesById(tx, [id]))[0] : undefined;
  if (!found) throw new NotFound('clearance', id);
  return found;
}

export const clearancesById = (tx: Tx, ids: readonly string[]): Promise<Clearance[]> =>
  tx.sql<Clearance>(`${SELECT} WHERE c.practice_id = $1 AND c.id = ANY($2)`, [tx.practiceId, ids]);

/** Those of these records, the last first; before that id, and at most so many. */
export const clearancesPage = (
  tx: Tx,
  { recordIds, before, limit }: { recordIds: readonly string[]; before: string | undefined; limit: number },
): Promise<Clearance[]> =>
  tx.sql<Clearance>(
    `${SELECT} WHERE c.practice_id = $1 AND c.client_id = ANY($2) AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4`,
    [tx.practiceId, recordIds, before ?? null, limit],
  );

interface By {
  readonly by: StaffActor;
  readonly id: string;
}

export function insertClearance(tx: Tx, key: ClientKey, { by, id, note }: By & { note: string | null }): void {
  const sealed = note === null ? null : key.seal(REQUEST_NOTE(id), note);
  tx.write(
    `INSERT INTO clearances (practice_id, id, client_id, note, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.practiceId, id, key.clientId, sealed, by.membershipId, tx.now],
  );
}

export function insertClearanceRecord(
  tx: Tx,
  key: ClientKey,
  { by, id, content, attachmentId }: By & { content: ClearanceContent; attachmentId: string | null },
): void {
  tx.write(
    `INSERT INTO clearance_records (practice_id, clearance_id, details, attachment_id, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.practiceId, id, key.sealJson(CLEARANCE_DETAILS(id), content), attachmentId, by.membershipId, tx.now],
  );
}

export function withdrawClearance(tx: Tx, key: ClientKey, { by, id, reason }: By & { reason: string }): void {
  tx.write(
    `INSERT INTO clearance_ends (practice_id, clearance_id, ended_by, reason, ended_at) VALUES ($1, $2, $3, $4, $5)`,
    [tx.practiceId, id, by.membershipId, key.seal(END_REASON(id), reason), tx.now],
  );
}
