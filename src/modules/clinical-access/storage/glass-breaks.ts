import type { Tx } from '../../../platform/database/index.js';

/** Somebody's reason for reading a record of a client whom they do not treat, and how long that lets them. */
export interface GlassBreak {
  readonly id: string;
  readonly clientId: string;
  readonly membershipId: string;
  readonly role: string;
  /** Sealed with the client's key. */
  readonly reason: Buffer;
  readonly brokenAt: Date;
  readonly until: Date;
}

export const REASON = (rowId: string) => ({ table: 'glass_breaks', column: 'reason', rowId });

const COLUMNS = `id, client_id AS "clientId", membership_id AS "membershipId", role, reason, broken_at AS "brokenAt", until`;

export function insertGlassBreak(tx: Tx, row: GlassBreak): void {
  tx.write(
    `INSERT INTO glass_breaks (practice_id, id, client_id, membership_id, role, reason, broken_at, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.practiceId, row.id, row.clientId, row.membershipId, row.role, row.reason, row.brokenAt, row.until],
  );
}

/** Those of these clients whose glass the actor has broken, for as long as that lasts. */
export async function brokenFor(tx: Tx, clientIds: readonly string[]): Promise<string[]> {
  if (tx.actor.kind !== 'staff') return [];
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT client_id AS id FROM glass_breaks
     WHERE practice_id = $1 AND membership_id = $2 AND until > $3 AND client_id = ANY($4)`,
    [tx.practiceId, tx.actor.membershipId, tx.now, clientIds],
  );
  return rows.map(({ id }) => id);
}

export async function findGlassBreak(tx: Tx, id: string): Promise<GlassBreak | undefined> {
  const [found] = await tx.sql<GlassBreak>(`SELECT ${COLUMNS} FROM glass_breaks WHERE practice_id = $1 AND id = $2`, [
    tx.practiceId,
    id,
  ]);
  return found;
}

/** The latest first. */
export function glassBreaksPage(
  tx: Tx,
  { clientId, after, limit }: { clientId: string | null; after: string | undefined; limit: number },
): Promise<GlassBreak[]> {
  return tx.sql<GlassBreak>(
    `SELECT ${COLUMNS} FROM glass_breaks
     WHERE practice_id = $1 AND ($2::uuid IS NULL OR client_id = $2) AND ($3::uuid IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientId, after ?? null, limit],
  );
}
