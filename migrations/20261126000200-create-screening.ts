import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

const TABLES = [
  'risk_profiles',
  'rule_overrides',
  'clearances',
  'clearance_records',
  'clearance_ends',
  'visit_decisions',
  'visit_decision_ends',
];

/**
 * What screening knows. Nothing of it is ever changed: what is new is a row of its own, and what has ended has an end. Answers,
 * permissions and reasons are ciphertext under their client's key; of the rules nothing is about anybody.
 */
export class CreateScreening20261126000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...RISKS_AND_RULES,
      ...CLEARANCES,
      ...DECISIONS,
      ...TABLES.flatMap((table) => [
        ...closeToOtherPractices(table),
        grant('SELECT, INSERT', table, 'unknot_app'),
        grant('SELECT', table, 'unknot_worker'),
      ]),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...TABLES].reverse().join(', ')}`);
  }
}

const RISKS_AND_RULES = [
  `CREATE TABLE risk_profiles (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    -- Those of one person follow each other in the order in which they hold the client's lock.
    position bigint GENERATED ALWAYS AS IDENTITY,
    client_id uuid NOT NULL,
    -- The records of the same person when it was written: it stands in place of all earlier ones of theirs.
    covers uuid[] NOT NULL,
    source_id uuid NOT NULL,
    profile bytea NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, id),
    FOREIGN KEY (practice_id, client_id) REFERENCES clients
  )`,
  `CREATE UNIQUE INDEX risk_profiles_of_client ON risk_profiles (practice_id, client_id, position)`,

  `CREATE TABLE rule_overrides (
    practice_id uuid NOT NULL REFERENCES practices,
    id uuid NOT NULL,
    rule_id text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    changes jsonb NOT NULL,
    set_by uuid NOT NULL,
    set_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, id),
    CONSTRAINT rule_overrides_in_turn UNIQUE (practice_id, rule_id, number),
    FOREIGN KEY (practice_id, set_by) REFERENCES memberships
  )`,
];

const CLEARANCES = [
  `CREATE TABLE clearances (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    note bytea,
    opened_by uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, id),
    FOREIGN KEY (practice_id, client_id) REFERENCES clients,
    FOREIGN KEY (practice_id, opened_by) REFERENCES memberships
  )`,
  `CREATE INDEX clearances_of_client ON clearances (practice_id, client_id, id)`,

  `CREATE TABLE clearance_records (
    practice_id uuid NOT NULL,
    clearance_id uuid NOT NULL,
    details bytea NOT NULL,
    attachment_id uuid,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, clearance_id),
    FOREIGN KEY (practice_id, clearance_id) REFERENCES clearances,
    FOREIGN KEY (practice_id, recorded_by) REFERENCES memberships
  )`,

  `CREATE TABLE clearance_ends (
    practice_id uuid NOT NULL,
    clearance_id uuid NOT NULL,
    ended_at timestamptz NOT NULL,
    -- Withdrawn by somebody, with a reason; or void since that profile has told of new risks.
    ended_by uuid,
    reason bytea,
    risk_profile_id uuid,
    PRIMARY KEY (practice_id, clearance_id),
    FOREIGN KEY (practice_id, clearance_id) REFERENCES clearances,
    FOREIGN KEY (practice_id, ended_by) REFERENCES memberships,
    FOREIGN KEY (practice_id, risk_profile_id) REFERENCES risk_profiles,
    CHECK ((ended_by IS NULL) = (risk_profile_id IS NOT NULL)),
    CHECK ((ended_by IS NULL) = (reason IS NULL))
  )`,
];

const DECISIONS = [
  `CREATE TABLE visit_decisions (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    appointment_id uuid NOT NULL,
    client_id uuid NOT NULL,
    therapist_id uuid NOT NULL,
    content bytea NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, id),
    FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
    FOREIGN KEY (practice_id, client_id) REFERENCES clients,
    FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
    FOREIGN KEY (practice_id, decided_by) REFERENCES memberships
  )`,
  `CREATE INDEX visit_decisions_of_visit ON visit_decisions (practice_id, appointment_id, position)`,
  `CREATE INDEX visit_decisions_of_client ON visit_decisions (practice_id, client_id)`,

  `CREATE TABLE visit_decision_ends (
    practice_id uuid NOT NULL,
    decision_id uuid NOT NULL,
    risk_profile_id uuid NOT NULL,
    ended_at timestamptz NOT NULL,
    PRIMARY KEY (practice_id, decision_id),
    FOREIGN KEY (practice_id, decision_id) REFERENCES visit_decisions,
    FOREIGN KEY (practice_id, risk_profile_id) REFERENCES risk_profiles
  )`,
];
