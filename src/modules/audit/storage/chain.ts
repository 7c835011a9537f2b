import type { Tx } from '../../../platform/database/index.js';
import type { Link } from '../judge-chain.js';

/** No transaction commits an entry later than this after the entry's time: PostgreSQL ends those that hang after 30 s. */
export const MARGIN = '10 minutes';

/** Every column of an entry as one text that PostgreSQL writes alike, whatever its settings. */
const TEXT = `json_build_array(e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor_kind, e.actor_id,
  e.actor_role, e.session_id, e.action, to_json(e.subject_ids), e.details::text)::text`;

const UNSEALED = `e.practice_id = $1
  AND NOT EXISTS (SELECT FROM audit_seals s WHERE s.practice_id = $1 AND s.entry_id = e.id)`;

export interface LastSeal {
  readonly sequence: number;
  readonly mac: Buffer;
  /** The time of the latest entry that is sealed, and no time to come. */
  readonly sealedTo: Date;
}

export interface Unsealed {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
}

export interface NewSeal {
  readonly sequence: number;
  readonly entryId: string;
  readonly mac: Buffer;
  readonly sealedAt: Date;
  readonly sealedTo: Date;
}

export async function lastSeal(tx: Tx): Promise<LastSeal | undefined> {
  const [last] = await tx.sql<LastSeal>(
    `SELECT sequence::float8 AS sequence, mac, sealed_to AS "sealedTo" FROM audit_seals
     WHERE practice_id = $1 ORDER BY audit_seals.sequence DESC LIMIT 1`,
    [tx.practiceId],
  );
  return last;
}

/** The earliest entries without a seal, from the margin before what is sealed. */
export function unsealedEntries(tx: Tx, { last, atMost }: { last?: LastSeal; atMost: number }): Promise<Unsealed[]> {
  return tx.sql<Unsealed>(
    `SELECT e.id, e.at, ${TEXT} AS text FROM audit_entries e
     WHERE ${UNSEALED} AND e.at > coalesce($2::timestamptz - interval '${MARGIN}', '-infinity') ORDER BY e.at, e.id LIMIT $3`,
    [tx.practiceId, last?.sealedTo ?? null, atMost],
  );
}

/** Breaks `audit_seals_pkey` where another worker has gone on with the chain. */
export async function insertSeals(tx: Tx, seals: readonly NewSeal[]): Promise<void> {
  await tx.sql(
    `INSERT INTO audit_seals (practice_id, sequence, entry_id, mac, sealed_at, sealed_to)
     SELECT $1, * FROM unnest($2::bigint[], $3::uuid[], $4::bytea[], $5::timestamptz[], $6::timestamptz[])`,
    [
      tx.practiceId,
      seals.map(({ sequence }) => sequence),
      seals.map(({ entryId }) => entryId),
      seals.map(({ mac }) => mac),
      seals.map(({ sealedAt }) => sealedAt),
      seals.map(({ sealedTo }) => sealedTo),
    ],
  );
}

/** Seals after one of the chain, in their order. */
export function linksAfter(tx: Tx, sequence: number, atMost: number): Promise<Link[]> {
  return tx.sql<Link>(
    `SELECT s.sequence::float8 AS sequence, s.entry_id AS "entryId", s.mac, s.sealed_at AS "sealedAt", 
       CASE WHEN e.id IS NOT NULL THEN ${TEXT} END AS entry
     FROM audit_seals s LEFT JOIN audit_entries e ON e.practice_id = $1 AND e.id = s.entry_id
     WHERE s.practice_id = $1 AND s.sequence > $2 ORDER BY s.sequence LIMIT $3`,
    [tx.practiceId, sequence, atMost],
  );
}

/** Entries that were sealed long after their time: while no worker ran, or slipped in. */
export async function countSealedLate(tx: Tx): Promise<number> {
  const [counted] = await tx.sql<{ late: number }>(
    `SELECT count(*)::integer AS late FROM audit_seals s JOIN audit_entries e ON e.practice_id = $1 AND e.id = s.entry_id
     WHERE s.practice_id = $1 AND e.at < s.sealed_at - interval '${MARGIN}'`,
    [tx.practiceId],
  );
  return counted!.late;
}

/** Entries without a seal: those that will have one soon, and those that are too old for it. */
export async function countUnsealed(
  tx: Tx,
  last: LastSeal | undefined,
): Promise<{ waiting: number; missed: number; firstMissed: string | null }> {
  const [counted] = await tx.sql<{ waiting: number; missed: number; firstMissed: string | null }>(
    `SELECT count(*) FILTER (WHERE NOT missed)::integer AS waiting, count(*) FILTER (WHERE missed)::integer AS missed,
       (array_agg(id ORDER BY at, id) FILTER (WHERE missed))[1] AS "firstMissed"
     FROM (SELECT e.id, e.at, e.at <= coalesce($2::timestamptz - interval '${MARGIN}', '-infinity') AS missed
       FROM audit_entries e WHERE ${UNSEALED}) AS unsealed`,
    [tx.practiceId, last?.sealedTo ?? null],
  );
  return counted!;
}
