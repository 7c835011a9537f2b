import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * How names are compared: without case, accents, apostrophes, full stops, invisible marks and other ASCII signs, one
 * space between words. The unaccent dictionary is named in full, so that the answer depends on nothing but the argument.
 */
const NORMALIZE_NAME = `CREATE FUNCTION normalize_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFKC))),
    '[''’‘ʼ\`´′.\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069]', '', 'g'),
    '[\\s!-/:-@\\[-\\^_{-~]+', ' ', 'g'))
$$`;

/** A name as it is, and once more with hyphens closed and apostrophes open: Annemarie for Anne-Marie, O Brien for O'Brien. */
const NAME_SPELLINGS = `CREATE FUNCTION name_spellings(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ' ' || normalize_name($1) || ' ' || CASE WHEN $1 ~ '[-''’]'
    THEN normalize_name(regexp_replace(replace($1, '-', ''), '[''’]', ' ', 'g')) || ' ' ELSE '' END
$$`;

export class CreateClients20261122000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      NORMALIZE_NAME,
      NAME_SPELLINGS,
      // Every word of search_name stands between two spaces, so that "% ann%" finds the beginning of any of them. Collation
      // "C" lets one index serve prefixes and order alike.
      // phone_key holds the digits of E.164; phone_tail the same backwards, for "ends with 4711".
      `CREATE TABLE clients (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        given_name text NOT NULL,
        family_name text NOT NULL,
        search_name text COLLATE "C" NOT NULL
          GENERATED ALWAYS AS (name_spellings(given_name || ' ' || family_name)) STORED,
        sort_name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (normalize_name(family_name || ' ' || given_name) || ' ') STORED,
        birth_date date,
        email text,
        email_key text COLLATE "C" GENERATED ALWAYS AS (lower(email)) STORED,
        phone text,
        phone_key text CHECK (phone_key ~ '^[0-9]+$'),
        phone_tail text COLLATE "C" GENERATED ALWAYS AS (reverse(phone_key)) STORED,
        address text,
        preferred_pressure smallint CHECK (preferred_pressure BETWEEN 1 AND 5),
        preferred_music text,
        preferred_aroma text,
        preferred_draping text,
        preferred_therapist_id uuid,
        emergency_name text,
        emergency_phone text,
        emergency_relationship text,
        guardian_name text,
        guardian_phone text,
        guardian_email text,
        guardian_relationship text,
        archived_at timestamptz,
        merged_into_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CHECK ((phone IS NULL) = (phone_key IS NULL)),
        CHECK (merged_into_id <> id),
        CONSTRAINT clients_preferred_therapist FOREIGN KEY (practice_id, preferred_therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, merged_into_id) REFERENCES clients
      )`,
      `CREATE INDEX clients_by_given_name ON clients (practice_id, search_name, id)`,
      `CREATE INDEX clients_by_family_name ON clients (practice_id, sort_name, id)`,
      // Without a list of pending entries, which every search would have to read through after many clients were added.
      `CREATE INDEX clients_fuzzy_name ON clients USING gin (practice_id, search_name gin_trgm_ops) WITH (fastupdate = off)`,
      `CREATE INDEX clients_by_phone ON clients (practice_id, phone_tail) WHERE phone_tail IS NOT NULL`,
      `CREATE INDEX clients_by_email ON clients (practice_id, email_key) WHERE email_key IS NOT NULL`,
      `CREATE INDEX clients_by_birth_date ON clients (practice_id, birth_date) WHERE birth_date IS NOT NULL`,
      `CREATE INDEX clients_merged_into ON clients (practice_id, merged_into_id) WHERE merged_into_id IS NOT NULL`,
      `CREATE POLICY search ON clients FOR SELECT TO unknot_search USING (true)`,

      `CREATE TABLE client_other_care (
        practice_id uuid NOT NULL,
        client_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('chiropractic', 'physiotherapy', 'physician')),
        provider_name text,
        provider_phone text,
        PRIMARY KEY (practice_id, client_id, kind),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      )`,
      `CREATE TABLE client_consents (
        practice_id uuid NOT NULL,
        client_id uuid NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        purpose text NOT NULL CHECK (purpose IN ('service', 'recall')),
        granted boolean NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, client_id, channel, purpose),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      )`,
      // The visits that went over to the target with the merge are the ones that undoing it gives back.
      `CREATE TABLE client_merges (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        source_id uuid NOT NULL,
        target_id uuid NOT NULL,
        visit_ids uuid[] NOT NULL DEFAULT '{}',
        merged_by uuid NOT NULL,
        merged_at timestamptz NOT NULL DEFAULT now(),
        undone_by uuid,
        undone_at timestamptz,
        PRIMARY KEY (practice_id, id),
        CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
        FOREIGN KEY (practice_id, source_id) REFERENCES clients,
        FOREIGN KEY (practice_id, target_id) REFERENCES clients,
        FOREIGN KEY (practice_id, merged_by) REFERENCES memberships,
        FOREIGN KEY (practice_id, undone_by) REFERENCES memberships
      )`,
      `CREATE UNIQUE INDEX client_merges_live ON client_merges (practice_id, source_id) WHERE undone_at IS NULL`,
      `CREATE INDEX client_merges_of_target ON client_merges (practice_id, target_id) WHERE undone_at IS NULL`,
      ...['clients', 'client_other_care', 'client_consents', 'client_merges'].flatMap((t) => closeToOtherPractices(t)),
      grant('SELECT, INSERT, UPDATE', 'clients, client_consents, client_merges', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE, DELETE', 'client_other_care', 'unknot_app'),
      grant('SELECT', 'clients, client_consents', 'unknot_worker'),
      grant('SELECT', 'clients', 'unknot_search'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE client_merges, client_consents, client_other_care, clients');
    await runner.query('DROP FUNCTION name_spellings(text), normalize_name(text)');
  }
}
