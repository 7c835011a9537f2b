import type { Tx } from '../../../platform/database/index.js';
import { DuplicateReason } from '../domain/likely-duplicate.js';
import type { LikelyDuplicate } from '../domain/likely-duplicate.js';
import type { Client } from './client.entity.js';

const SIMILAR = 0.45;
const MOST = 10;

/** Each branch reads by an index of its own; names are compared only on what those find. */
const CANDIDATES = `WITH asked AS (
    SELECT normalize_name($3 || ' ' || $2) || ' ' AS family_first, normalize_name($2 || ' ' || $3) || ' ' AS given_first),
  candidates AS (
    SELECT id FROM clients WHERE practice_id = $1 AND phone_tail = reverse($4)
    UNION SELECT id FROM clients WHERE practice_id = $1 AND email_key = lower($5)
    UNION SELECT id FROM clients WHERE practice_id = $1 AND birth_date = $6::date
    UNION SELECT id FROM clients WHERE practice_id = $1 AND sort_name IN ((SELECT family_first FROM asked), (SELECT given_first FROM asked))),
  compared AS (
    SELECT c.id, c.phone_key IS NOT DISTINCT FROM $4 AND $4 IS NOT NULL AS same_phone,
      c.email_key IS NOT DISTINCT FROM lower($5) AND $5 IS NOT NULL AS same_email,
      c.birth_date IS NOT DISTINCT FROM $6::date AND $6 IS NOT NULL AS same_birth_date,
      similarity(c.sort_name, asked.family_first) AS likeness
    FROM candidates JOIN clients c ON c.practice_id = $1 AND c.id = candidates.id, asked
    WHERE c.merged_into_id IS NULL AND c.id <> $7)
  SELECT id, same_phone, same_email, same_birth_date, likeness >= ${SIMILAR} AS similar_name FROM compared
  WHERE same_phone OR same_email OR likeness >= ${SIMILAR}
  ORDER BY likeness >= ${SIMILAR} AND (same_phone OR same_email OR same_birth_date) DESC, same_phone OR same_email DESC,
    likeness DESC, id
  LIMIT ${MOST}`;

interface Compared {
  id: string;
  same_phone: boolean;
  same_email: boolean;
  same_birth_date: boolean;
  similar_name: boolean;
}

type Known = Pick<Client, 'id' | 'givenName' | 'familyName'> &
  Partial<Pick<Client, 'phoneKey' | 'email' | 'birthDate'>>;

/**
 * Other clients, archived ones included, who share the phone, the e-mail address, or the birth date and a similar name,
 * or who have the very same name. Those who are probably the same come first, and no crowd of namesakes hides them; ten
 * at most. A birth date alone says nothing.
 */
export async function likelyDuplicates(tx: Tx, client: Known): Promise<LikelyDuplicate[]> {
  const { id, givenName, familyName, phoneKey = null, email = null, birthDate = null } = client;
  const values = [tx.practiceId, givenName, familyName, phoneKey, email, birthDate, id];
  return (await tx.sql<Compared>(CANDIDATES, values)).map((row) => ({ clientId: row.id, reasons: reasonsOf(row) }));
}

function reasonsOf(row: Compared): DuplicateReason[] {
  return [
    ...(row.same_phone ? [DuplicateReason.SAME_PHONE] : []),
    ...(row.same_email ? [DuplicateReason.SAME_EMAIL] : []),
    ...(row.same_birth_date ? [DuplicateReason.SAME_BIRTH_DATE] : []),
    ...(row.similar_name ? [DuplicateReason.SIMILAR_NAME] : []),
  ];
}
