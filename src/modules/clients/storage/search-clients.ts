import type { Tx } from '../../../platform/database/index.js';
import { Practice } from '../../practices/index.js';
import { dependsOnCountry, readClientQuery } from '../domain/client-query.js';
import type { ClientQuery } from '../domain/client-query.js';
import type { Client } from './client.entity.js';
import { CLIENT_COLUMNS } from './clients.js';

/** A desk that has not found somebody among so many types another letter. */
export const MOST_RESULTS = 500;

/** After any continuation of a text, in the order of collation "C". */
const LAST = '\u{10FFFF}';

const ASKED_FOR = `($2 OR c.archived_at IS NULL) AND ($3 OR c.merged_into_id IS NULL)`;

const BY_NAME = `SELECT ${CLIENT_COLUMNS} FROM search_clients($6, $2, $3, $4::integer + $5::integer) WITH ORDINALITY AS s(id, place)
  JOIN clients c ON c.practice_id = $1 AND c.id = s.id WHERE place > $4 ORDER BY place`;

const BY_EMAIL = `SELECT ${CLIENT_COLUMNS} FROM clients c
  WHERE c.practice_id = $1 AND c.email_key >= $6 AND c.email_key < $7 AND ${ASKED_FOR}
  ORDER BY c.email_key, c.id OFFSET $4 LIMIT $5`;

/** Materialized, or the limit tempts the planner into walking all names in order. */
const BY_PHONE = `WITH matching AS MATERIALIZED (
    SELECT c.* FROM clients c WHERE c.practice_id = $1 AND ${ASKED_FOR}
      AND (c.phone_tail >= $6 AND c.phone_tail < $7 OR c.phone_tail >= $8 AND c.phone_tail < $9))
  SELECT ${CLIENT_COLUMNS} FROM matching c ORDER BY (c.phone_key = $10) DESC, c.sort_name, c.id OFFSET $4 LIMIT $5`;

interface Search {
  readonly text: string;
  readonly includeArchived: boolean;
  readonly includeMerged: boolean;
  /** How many of the best results to pass over. */
  readonly offset: number;
  readonly limit: number;
}

/**
 * The clients whom a text may mean, the best matches first, in one statement (two where the text is a number as it is
 * dialled inside the practice's country). The caller audits what it shows.
 */
export async function searchClients(
  tx: Tx,
  { text, includeArchived, includeMerged, offset, limit }: Search,
): Promise<Client[]> {
  const query = readClientQuery(text, dependsOnCountry(text) ? await countryOf(tx) : '');
  const values = [tx.practiceId, includeArchived, includeMerged, offset, Math.min(limit, MOST_RESULTS - offset)];
  const [statement, ...more] = statementFor(query);
  return tx.sql<Client>(statement, [...values, ...more]);
}

function statementFor(query: ClientQuery): [string, ...unknown[]] {
  switch (query.kind) {
    case 'name':
      return [BY_NAME, query.text];
    case 'email':
      return [BY_EMAIL, query.beginning, query.beginning + LAST];
    case 'phone': {
      const [one, other] = [backwards(query.endings[0]), backwards(query.endings[1])];
      return [BY_PHONE, one, one + LAST, other, other + LAST, query.whole];
    }
  }
}

const backwards = (digits: string): string => [...digits].reverse().join('');

/** ISO 3166: how a number without a country code is dialled. */
export async function countryOf(tx: Tx): Promise<string> {
  const practice = await tx.manager.findOneOrFail(Practice, {
    where: { id: tx.practiceId },
    select: { country: true },
  });
  return practice.country;
}
