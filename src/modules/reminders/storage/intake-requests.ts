import type { Tx } from '../../../platform/database/index.js';

/** A client who books several visits in one go is asked once; who has not answered is asked again with a later one. */
const ASKED = `SELECT EXISTS (
    SELECT FROM client_links WHERE practice_id = $1 AND client_id = ANY($2) AND purpose = 'intake' AND issued_by IS NOT NULL
      AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3)
  OR EXISTS (
    SELECT FROM messages WHERE practice_id = $1 AND client_id = ANY($2) AND kind = 'intake_request' AND id <> $4
      AND (state = 'sending' OR sent_at > $3::timestamptz - interval '7 days')) AS asked`;

/**
 * Whether the person with these records has a link to the intake form from the desk that still opens, or was sent one in the last seven
 * days with another visit.
 */
export async function isAskedForIntake(
  tx: Tx,
  { records, messageId }: { readonly records: readonly string[]; readonly messageId: string },
): Promise<boolean> {
  const [row] = await tx.sql<{ asked: boolean }>(ASKED, [tx.practiceId, records, tx.now, messageId]);
  return row!.asked;
}
