import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

export class CreateClients20261122000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // The unaccent dictionary is named in full, so that the answer depends on nothing but the argument.
      `CREATE FUNCTION normalize_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT btrim(regexp_replace(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, $1)), '[''’‘\`´.]', '', 'g'), '[\\s\\-_,;/()]+', ' ', 'g'))
      $$`,
      `CREATE TABLE clients (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        given_name text NOT NULL,
        family_name text NOT NULL,
        birth_date date,
        email text,
        email_key text GENERATED ALWAYS AS (lower(btrim(email))) STORED,
        phone text,
        phone_key text,
        search_name text NOT NULL GENERATED ALWAYS AS (normalize_name(given_name || ' ' || family_name)) STORED,
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
        FOREIGN KEY (practice_id, preferred_therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, merged_into_id) REFERENCES clients,
        CHECK (merged_into_id <> id)
      )`,
      `CREATE INDEX clients_by_name ON clients (practice_id, search_name text_pattern_ops, id)`,
      `CREATE INDEX clients_by_family_name ON clients (practice_id, normalize_name(family_name) text_pattern_ops, id)`,
      `CREATE INDEX clients_fuzzy_name ON clients USING gin (practice_id, search_name gin_trgm_ops)`,
      `CREATE INDEX clients_by_phone ON clients (practice_id, phone_key) WHERE phone_key IS NOT NULL`,
      `CREATE INDEX clients_by_email ON clients (practice_id, email_key) WHERE email_key IS NOT NULL`,
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
      `CREATE TABLE client_merges (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        source_id uuid NOT NULL,
        target_id uuid NOT NULL,
        merged_by uuid NOT NULL,
        merged_at timestamptz NOT NULL DEFAULT now(),
        undone_by uuid,
        undone_at timestamptz,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, source_id) REFERENCES clients,
        FOREIGN KEY (practice_id, target_id) REFERENCES clients,
        FOREIGN KEY (practice_id, merged_by) REFERENCES memberships,
        FOREIGN KEY (practice_id, undone_by) REFERENCES memberships
      )`,
      `CREATE UNIQUE INDEX client_merges_live ON client_merges (practice_id, source_id) WHERE undone_at IS NULL`,
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
    await runner.query('DROP FUNCTION normalize_name(text)');
  }
}
