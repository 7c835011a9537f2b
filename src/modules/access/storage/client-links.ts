import { newId } from '../../../kernel/index.js';
import { rowsOf } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { ClientLink } from './client-link.entity.js';

type Draft = Pick<ClientLink, 'clientId' | 'purpose' | 'subjectId' | 'tokenHash' | 'issuedBy' | 'expiresAt'>;

export async function insertClientLink(tx: Tx, draft: Draft): Promise<ClientLink> {
  const dates = { createdAt: tx.now, openedAt: null, usedAt: null, revokedAt: null };
  const link = tx.manager.create(ClientLink, { ...draft, ...dates, id: newId(), practiceId: tx.practiceId });
  await tx.manager.insert(ClientLink, link);
  return link;
}

/** The latest first, with one row more than asked for. */
export function linksOfClient(
  tx: Tx,
  { clientId, first, after }: { clientId: string; first: number; after?: string },
): Promise<ClientLink[]> {
  return rowsOf(
    tx,
    ClientLink,
    `WHERE practice_id = $1 AND client_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.practiceId, clientId, after ?? null, first + 1],
  );
}

/** Whether this link was open until now; from now on it is not. */
export async function closeClientLink(tx: Tx, id: string, how: 'used_at' | 'revoked_at'): Promise<boolean> {
  const text =
    how === 'used_at'
      ? 'UPDATE client_links SET used_at = $3 WHERE practice_id = $1 AND id = $2 AND used_at IS NULL AND revoked_at IS NULL RETURNING id'
      : 'UPDATE client_links SET revoked_at = $3 WHERE practice_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id';
  return (await tx.sql(text, [tx.practiceId, id, tx.now])).length > 0;
}

/** Begins a session of the link; those of it that have ended make room. */
export function insertLinkSession(tx: Tx, session: { linkId: string; secretHash: Buffer; expiresAt: Date }): void {
  const of = [tx.practiceId, session.linkId];
  tx.write('DELETE FROM client_link_sessions WHERE practice_id = $1 AND link_id = $2 AND expires_at <= $3', [
    ...of,
    tx.now,
  ]);
  tx.write(`UPDATE client_links SET opened_at = $3 WHERE practice_id = $1 AND id = $2 AND opened_at IS NULL`, [
    ...of,
    tx.now,
  ]);
  tx.write(
    `INSERT INTO client_link_sessions (practice_id, link_id, id, secret_hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [...of, newId(), session.secretHash, tx.now, session.expiresAt],
  );
}

export function deleteLinkSession(tx: Tx, secretHash: Buffer): void {
  tx.write('DELETE FROM client_link_sessions WHERE practice_id = $1 AND secret_hash = $2', [tx.practiceId, secretHash]);
}

/** Ends all links of these clients at once; sessions end with their links. */
export async function revokeLinksOf(tx: Tx, clientIds: readonly string[]): Promise<void> {
  await tx.sql(
    'UPDATE client_links SET revoked_at = $3 WHERE practice_id = $1 AND client_id = ANY($2) AND revoked_at IS NULL',
    [tx.practiceId, clientIds, tx.now],
  );
}
