import { createHmac } from 'node:crypto';
import { ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import type { Tx } from './tx.js';

/** The key has been used for something else: the caller's mistake, and nothing was done. */
export interface KeyReused {
  readonly kind: 'key_reused';
}

interface Request {
  /** 8 to 200 characters that the caller chose for this one act. Without one every request is an act of its own. */
  readonly key?: string | null;
  readonly operation: string;
  /** What was asked for. Only its digest is kept. */
  readonly body: unknown;
  /** The id that the record will have if this request is the first with its key. */
  readonly resultId: string;
}

const actorId = (actor: Actor): string => (actor.kind === 'staff' ? actor.userId : actor.name);

/**
 * Claims an idempotency key for 24 hours (a sweep removes older ones). Gives null to the first request, which goes on
 * to make its record, and the first one's record id to every later request of this actor with the same body. A second
 * request in parallel waits here until the first has committed or rolled back.
 */
export async function claimKey(
  tx: Tx,
  { key, operation, body, resultId }: Request,
): Promise<Outcome<string | null, KeyReused>> {
  if (!key) return ok(null);
  const digest = createHmac('sha256', `${tx.practiceId}:${key}`)
    .update(JSON.stringify([operation, body]))
    .digest();
  const actor = actorId(tx.actor);
  const claimed = await tx.sql(
    `INSERT INTO idempotency_keys (practice_id, actor_id, key, operation, body_hmac, result_id)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1 AS claimed`,
    [tx.practiceId, actor, key, operation, digest, resultId],
  );
  if (claimed.length > 0) return ok(null);
  const [first] = await tx.sql<{ result_id: string; same: boolean }>(
    `SELECT result_id, body_hmac = $4 AS same FROM idempotency_keys WHERE practice_id = $1 AND actor_id = $2 AND key = $3`,
    [tx.practiceId, actor, key, digest],
  );
  return first?.same ? ok(first.result_id) : refuse({ kind: 'key_reused' });
}
