import type { Tx } from '../../platform/database/index.js';

/** The words of names that stand in `client_name_words` because of these clients. */
const WORDS = `SELECT DISTINCT word FROM clients, unnest(string_to_array(sort_name, ' ')) AS word
  WHERE practice_id = $1 AND id = ANY($2) AND word <> ''`;

const ERASE = `UPDATE clients SET given_name = 'Erased', family_name = right(id::text, 8), birth_date = NULL, email = NULL, phone = NULL,
    phone_key = NULL, address = NULL, language = NULL, time_zone = NULL, deceased_at = NULL, preferred_pressure = NULL, preferred_music = NULL, preferred_aroma = NULL,
    preferred_draping = NULL, preferred_therapist_id = NULL, emergency_name = NULL, emergency_phone = NULL,
    emergency_relationship = NULL, guardian_name = NULL, guardian_phone = NULL, guardian_email = NULL,
    guardian_relationship = NULL, archived_at = coalesce(archived_at, $3), erased_at = coalesce(erased_at, $3),
    version = version + 1, updated_at = $3
  WHERE practice_id = $1 AND id = ANY($2)`;

/** Compares by position: a pattern would have to escape what a name may hold. */
const FORGET_WORDS = `DELETE FROM client_name_words w WHERE w.practice_id = $1 AND w.word = ANY($2) AND NOT EXISTS (
    SELECT FROM clients c WHERE c.practice_id = $1 AND position(' ' || w.word || ' ' IN ' ' || c.sort_name) > 0)`;

/**
 * Removes from the records of one person all that tells who they are, how they are reached and what they like: the name gives
 * way to a pseudonym, and the search forgets words that nobody else is called. Of the worker alone, which holds the locks of
 * the practice, behind which new clients wait, and of the records.
 */
export async function eraseContacts(tx: Tx, recordIds: readonly string[]): Promise<void> {
  const words = await tx.sql<{ word: string }>(WORDS, [tx.practiceId, recordIds]);
  await tx.sql('DELETE FROM client_other_care WHERE practice_id = $1 AND client_id = ANY($2)', [
    tx.practiceId,
    recordIds,
  ]);
  await tx.sql('DELETE FROM client_consents WHERE practice_id = $1 AND client_id = ANY($2)', [
    tx.practiceId,
    recordIds,
  ]);
  await tx.sql(ERASE, [tx.practiceId, recordIds, tx.now]);
  await tx.sql(FORGET_WORDS, [tx.practiceId, words.map(({ word }) => word)]);
  for (const clientId of recordIds) tx.emit('client.changed', { clientId });
}

/** Whoever asked to be forgotten is booked no more, while the worker is on its way. */
export async function archiveRecords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.sql(
    `UPDATE clients SET archived_at = $3, version = version + 1, updated_at = $3
     WHERE practice_id = $1 AND id = ANY($2) AND archived_at IS NULL`,
    [tx.practiceId, recordIds, tx.now],
  );
  for (const clientId of recordIds) tx.emit('client.changed', { clientId });
}
