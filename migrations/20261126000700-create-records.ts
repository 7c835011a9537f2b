import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const TABLES = ['record_requests', 'record_reports', 'retention_rules', 'record_looks'];
const DUE = 'TABLE (practice_id uuid, id uuid)';
const CONTACTS = `given_name, family_name, birth_date, email, phone, phone_key, address, preferred_pressure, preferred_music,
  preferred_aroma, preferred_draping, preferred_therapist_id, emergency_name, emergency_phone, emergency_relationship,
  guardian_name, guardian_phone, guardian_email, guardian_relationship, archived_at, erased_at, version, updated_at`;

/** For the worker's sweeps: which records something is to be done about, in whichever practice. */
const FUNCTIONS = [
  {
    name: 'record_requests_open',
    parameters: 'at_most integer',
    returns: DUE,
    volatility: 'STABLE' as const,
    callers: 'unknot_worker',
    body: `SELECT practice_id, id FROM record_requests WHERE state = 'open' ORDER BY recorded_at LIMIT at_most`,
  },
  {
    name: 'records_to_look_at',
    parameters: 'today date, at_most integer',
    returns: DUE,
    volatility: 'STABLE' as const,
    callers: 'unknot_worker',
    body: 'SELECT practice_id, client_id FROM record_looks WHERE look_on <= today ORDER BY look_on LIMIT at_most',
  },
];

/** Of the records that are there already. Row-level security binds the owner too, who has to see every practice once. */
const BEGIN_FOR_ALL = [
  'ALTER TABLE vault.client_keys NO FORCE ROW LEVEL SECURITY',
  `INSERT INTO record_looks (practice_id, client_id, look_on)
   SELECT practice_id, client_id, created_at::date + 365 FROM vault.client_keys WHERE wrapped IS NOT NULL`,
  'ALTER TABLE vault.client_keys FORCE ROW LEVEL SECURITY',
];

/** Whoever seals something for a client for the first time cannot forget to: no rule keeps a record for less than a year. */
const BEGIN_CLOCK = `CREATE FUNCTION begin_retention_clock() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO record_looks (practice_id, client_id, look_on)
    VALUES (NEW.practice_id, NEW.client_id, NEW.created_at::date + 365) ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$`;

/**
 * What clients have asked about their records, what was done and kept, how long records are kept, and when each is looked at
 * next. Reports hold ids, codes, counts and dates; they can be added and read, and not changed.
 */
export class CreateRecords20261126000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE record_requests (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('access', 'erasure')),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, recorded_by) REFERENCES memberships,
        CHECK ((state = 'open') = (closed_at IS NULL))
      )`,
      `CREATE UNIQUE INDEX record_requests_one_open ON record_requests (practice_id, client_id, kind) WHERE state = 'open'`,
      `CREATE INDEX record_requests_open ON record_requests (recorded_at) WHERE state = 'open'`,
      'CREATE INDEX record_requests_of_client ON record_requests (practice_id, client_id, id)',

      `CREATE TABLE record_reports (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        request_id uuid,
        content jsonb NOT NULL,
        made_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, request_id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, request_id) REFERENCES record_requests
      )`,
      'CREATE INDEX record_reports_of_client ON record_reports (practice_id, client_id, id)',

      `CREATE TABLE retention_rules (
        practice_id uuid NOT NULL REFERENCES practices,
        jurisdiction text NOT NULL,
        years integer NOT NULL CHECK (years BETWEEN 1 AND 100),
        years_after_adulthood integer NOT NULL CHECK (years_after_adulthood BETWEEN 0 AND 100),
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, jurisdiction)
      )`,

      `CREATE TABLE record_looks (
        practice_id uuid NOT NULL REFERENCES practices,
        client_id uuid NOT NULL,
        look_on date NOT NULL,
        PRIMARY KEY (practice_id, client_id)
      )`,
      'CREATE INDEX record_looks_due ON record_looks (look_on)',
      ...BEGIN_FOR_ALL,
      BEGIN_CLOCK,
      `CREATE TRIGGER begin_retention_clock AFTER INSERT ON vault.client_keys
        FOR EACH ROW EXECUTE FUNCTION begin_retention_clock()`,

      // Of a client whose contact data was removed; the name is a pseudonym then, and nothing is booked or changed any more.
      'ALTER TABLE clients ADD COLUMN erased_at timestamptz',
      'ALTER TABLE clients ADD CONSTRAINT clients_erased_rest CHECK (erased_at IS NULL OR archived_at IS NOT NULL)',

      ...TABLES.flatMap((table) => closeToOtherPractices(table)),
      grant('SELECT, INSERT, UPDATE (state, closed_at, version, updated_at)', 'record_requests', 'unknot_app'),
      grant('SELECT, UPDATE (state, closed_at, version, updated_at)', 'record_requests', 'unknot_worker'),
      grant('SELECT', 'record_reports', 'unknot_app'),
      grant('SELECT, INSERT', 'record_reports', 'unknot_worker'),
      grant(
        'SELECT, INSERT, UPDATE (years, years_after_adulthood, version, updated_at)',
        'retention_rules',
        'unknot_app',
      ),
      grant('SELECT', 'retention_rules', 'unknot_worker'),
      grant('SELECT, INSERT, UPDATE (look_on)', 'record_looks', 'unknot_app', 'unknot_worker'),
      grant('DELETE', 'record_looks', 'unknot_worker'),

      grant(`UPDATE (${CONTACTS})`, 'clients', 'unknot_worker'),
      grant('SELECT, INSERT, DELETE', 'client_name_words', 'unknot_worker'),
      grant('SELECT, DELETE', 'client_other_care, client_consents', 'unknot_worker'),
      grant('UPDATE (reason)', 'appointment_events', 'unknot_worker'),
      grant('SELECT, UPDATE (revoked_at)', 'client_links', 'unknot_worker'),

      'CREATE POLICY gate ON record_requests FOR SELECT TO unknot_gate USING (true)',
      'CREATE POLICY gate ON record_looks FOR SELECT TO unknot_gate USING (true)',
      grant('SELECT (practice_id, id, state, recorded_at)', 'record_requests', 'unknot_gate'),
      grant('SELECT', 'record_looks', 'unknot_gate'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
    await runner.query('DROP TRIGGER begin_retention_clock ON vault.client_keys');
    await runner.query('DROP FUNCTION begin_retention_clock()');
    await runner.query(
      `DROP TABLE ${TABLES.filter((table) => table !== 'record_requests').join(', ')}, record_requests`,
    );
    await runner.query('ALTER TABLE clients DROP COLUMN erased_at');
  }
}
