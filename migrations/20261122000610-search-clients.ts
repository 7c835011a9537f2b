import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

const ASKED_FOR = `(with_archived OR c.archived_at IS NULL) AND (with_merged OR c.merged_into_id IS NULL) AND c.id <> ALL (found)`;

/** Adds rows in the order of one index, which stops as soon as the page is full. */
const rowsBeginningWith = (column: string, probe: string): string => `
  found := found || ARRAY(
    SELECT c.id FROM clients c
    WHERE c.practice_id = practice AND c.${column} >= ${probe} AND c.${column} < ${probe} || chr(1114111) AND ${ASKED_FOR}
    ORDER BY c.${column}, c.id LIMIT at_most - cardinality(found));
  IF cardinality(found) = at_most THEN RETURN QUERY SELECT unnest(found); RETURN; END IF;`;

/**
 * Adds rows by the trigram index. The index takes the two longest patterns; the rest is a filter. Materialized, or the
 * limit tempts the planner into walking all names in order (measured: 400 ms instead of 20).
 */
const rowsMatching = (operator: string, order: string): string => `
  found := found || ARRAY(
    WITH matching AS MATERIALIZED (
      SELECT c.id, c.sort_name, c.search_name FROM clients c
      WHERE c.practice_id = practice AND c.search_name ${operator} patterns[1]
        AND c.search_name ${operator} coalesce(patterns[2], patterns[1]) AND c.search_name ${operator} ALL (patterns) AND ${ASKED_FOR})
    SELECT c.id FROM matching c ORDER BY ${order}, c.id LIMIT at_most - cardinality(found));
  IF cardinality(found) = at_most THEN RETURN QUERY SELECT unnest(found); RETURN; END IF;`;

/**
 * The best matches come first, and each step runs only while the page is not full: so that a frequent name costs no
 * more than a rare one, and the cost follows the answer. Family name first, then given name first:
 *   1. names that begin with exactly the words asked for, and those that go on;
 *   2. from three letters: names where every word asked for begins some word, in any order (trigram index);
 *   3. from four letters: names with words spelled like those asked for, by the practice's vocabulary of names.
 * The planner sees each text it plans for, and never scans the table: it takes comparing texts for cheaper than it is.
 * The practice is the session's. It is no argument, so that nobody can name another one.
 */
const SEARCH_CLIENTS = `CREATE FUNCTION search_clients(asked text, with_archived boolean, with_merged boolean, at_most integer)
  RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  practice constant uuid := nullif(current_setting('app.practice', true), '')::uuid;
  wanted constant text := normalize_name(asked);
  words constant text[] := string_to_array(wanted, ' ');
  patterns text[];
  probe text;
  found uuid[] := '{}';
BEGIN
  IF practice IS NULL OR wanted = '' THEN RETURN; END IF;

  FOREACH probe IN ARRAY ARRAY[wanted || ' ', wanted] LOOP
    ${rowsBeginningWith('sort_name', 'probe')}
    ${rowsBeginningWith('search_name', `' ' || probe`)}
  END LOOP;

  IF length(wanted) >= 3 THEN
    patterns := ARRAY(SELECT '% ' || word || '%' FROM unnest(words) AS word GROUP BY word ORDER BY length(word) DESC);
    ${rowsMatching('LIKE', 'c.sort_name')}
  END IF;
  IF length(wanted) < 4 THEN RETURN QUERY SELECT unnest(found); RETURN; END IF;

  IF cardinality(words) = 1 THEN
    FOREACH probe IN ARRAY names_spelled_like(practice, wanted, 10) LOOP
      ${rowsBeginningWith('sort_name', `probe || ' '`)}
      ${rowsBeginningWith('search_name', `' ' || probe || ' '`)}
    END LOOP;
  END IF;
  patterns := ARRAY(
    SELECT ' (' || array_to_string(names_spelled_like(practice, word, greatest(10 / cardinality(words), 2)) || word, '|') || ')'
    FROM unnest(words) AS word GROUP BY word ORDER BY length(word) DESC);
  ${rowsMatching('~', 'similarity(wanted, c.sort_name) DESC, c.sort_name')}
  RETURN QUERY SELECT unnest(found);
END $$`;

/** Words of names, the likest first, that do not begin as asked anyway. Two letters are like everything. */
const NAMES_SPELLED_LIKE = `CREATE FUNCTION names_spelled_like(practice uuid, asked text, at_most integer) RETURNS text[]
  LANGUAGE sql STABLE SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.25 AS $$
    SELECT coalesce(array_agg(word ORDER BY nearness DESC, word), '{}') FROM (
      SELECT word, similarity(asked, word) AS nearness FROM client_name_words
      WHERE practice_id = practice AND word % asked AND length(asked) >= 3 AND NOT starts_with(word, asked)
      ORDER BY nearness DESC, word LIMIT at_most) AS nearest
  $$`;

/** In order, so that two units that meet the same new names queue and do not deadlock. */
const LEARN_NAMES = `CREATE FUNCTION learn_client_names() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO client_name_words (practice_id, word)
    SELECT DISTINCT practice_id, word FROM written, unnest(string_to_array(sort_name, ' ')) AS word
    WHERE word <> '' ORDER BY practice_id, word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$`;

export class SearchClients20261122000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Every word that occurs in a client's name, once: misspelled words are looked up here, among thousands, and not
      // among all clients. A trigger fills it, so that whoever writes clients cannot forget to.
      `CREATE TABLE client_name_words (
        practice_id uuid NOT NULL REFERENCES practices,
        word text COLLATE "C" NOT NULL,
        PRIMARY KEY (practice_id, word)
      )`,
      `CREATE INDEX client_name_words_fuzzy ON client_name_words USING gin (practice_id, word gin_trgm_ops) WITH (fastupdate = off)`,
      ...closeToOtherPractices('client_name_words'),
      `CREATE POLICY search ON client_name_words FOR SELECT TO unknot_search USING (true)`,
      grant('SELECT, INSERT', 'client_name_words', 'unknot_app'),
      grant('SELECT', 'client_name_words', 'unknot_search'),
      LEARN_NAMES,
      ...['INSERT', 'UPDATE'].map(
        (event) => `CREATE TRIGGER learn_names_on_${event.toLowerCase()} AFTER ${event} ON clients
          REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION learn_client_names()`,
      ),
      NAMES_SPELLED_LIKE,
      SEARCH_CLIENTS,
      'REVOKE ALL ON FUNCTION names_spelled_like(uuid, text, integer), search_clients(text, boolean, boolean, integer) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION names_spelled_like(uuid, text, integer) TO unknot_search',
      'ALTER FUNCTION search_clients(text, boolean, boolean, integer) OWNER TO unknot_search',
      'GRANT EXECUTE ON FUNCTION search_clients(text, boolean, boolean, integer) TO unknot_app',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION search_clients(text, boolean, boolean, integer), names_spelled_like(uuid, text, integer)',
    );
    await runner.query('DROP TRIGGER learn_names_on_insert ON clients');
    await runner.query('DROP TRIGGER learn_names_on_update ON clients');
    await runner.query('DROP FUNCTION learn_client_names()');
    await runner.query('DROP TABLE client_name_words');
  }
}
