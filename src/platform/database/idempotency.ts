import { createHash } from 'node:crypto';
import { InvalidInput, ok } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { findOne } from './edit-versioned.js';
import type { Versioned } from './edit-versioned.js';
import type { Tx } from './tx.js';

/** How a use case answers a request that it has served before. */
export interface Repeat<T> {
  /** The id of the record that the act made or changed: all that is kept of its answer. */
  idOf(value: T): string;
  /** The answer to a repetition: the record as it stands now. `doneAt` is when the act was done. */
  again(tx: Tx, id: string, doneAt: Date): Promise<T>;
}

/** Of an act whose answer is one record. */
export function repeatOf<T extends Pick<Versioned, 'practiceId' | 'id'>>(
  entity: new () => T,
  subject: string,
): Repeat<T> {
  return { idOf: ({ id }) => id, again: (tx, id) => findOne(tx, entity, subject, id) };
}

/** The actor at one part of an act that is done in several units: each part is repeated by itself. */
export function atPart<A extends StaffActor>(actor: A, part: number): A {
  const { act } = actor;
  if (!act) return actor;
  const key = createHash('sha256').update(`${act.key}#${part}`).digest('base64url');
  return { ...actor, act: { ...act, key } };
}

const SELECT = `SELECT result_id AS "resultId", created_at AS "doneAt", operation = $4 AND body_hmac = $5 AS same
  FROM idempotency_keys WHERE practice_id = $1 AND actor_id = $2 AND key = $3`;
const INSERT = `INSERT INTO idempotency_keys (practice_id, actor_id, key, operation, body_hmac, result_id, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

/**
 * Does the work once for the key of the actor's act, and answers every repetition of the last 24 hours with what the first
 * one left. What was refused was not done, and may be tried again. A repetition in parallel waits until the first has
 * committed or rolled back. Throws `InvalidInput` where the key was used for something else.
 */
export async function once<T, R>(
  tx: Tx,
  work: (tx: Tx) => Promise<Outcome<T, R>>,
  { idOf, again }: Repeat<T>,
): Promise<Outcome<T, R>> {
  const { actor, practiceId } = tx;
  if (actor.kind !== 'staff' || !actor.act) return work(tx);
  const { userId, act } = actor;
  const of = [practiceId, userId, act.key];
  const request = [...of, act.operation, act.digest];
  const [, [first]] = await Promise.all([
    tx.sql('SELECT pg_advisory_xact_lock($1::bigint)', [lockKey(of)]),
    tx.sql<{ resultId: string; doneAt: Date; same: boolean }>(SELECT, request),
  ]);
  if (first && !first.same) {
    throw InvalidInput.of('idempotencyKey', 'isNew', 'idempotencyKey was used for another request: choose a new one');
  }
  if (first) return ok(await again(tx, first.resultId, first.doneAt));
  const outcome = await work(tx);
  if (outcome.ok) tx.write(INSERT, [...request, idOf(outcome.value), tx.now]);
  return outcome;
}

function lockKey(of: readonly string[]): string {
  return createHash('sha256').update(of.join(':')).digest().readBigInt64BE().toString();
}
