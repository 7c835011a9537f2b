import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const FUNCTIONS = [
  {
    // Names of the keys outside the database that practices' keys are encrypted with.
    name: 'master_keys',
    parameters: '',
    returns: 'SETOF text',
    volatility: 'STABLE' as const,
    callers: 'unknot_app, unknot_worker',
    body: 'SELECT DISTINCT master_id FROM vault.practice_keys',
  },
];

/**
 * Keys stand in a schema of their own, so that backups can keep them apart from what they open: nothing points from one
 * to the other. Only the worker wraps keys anew, and destroys them.
 */
export class CreateVault20261126000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'CREATE SCHEMA vault',
      'GRANT USAGE ON SCHEMA vault TO unknot_app, unknot_worker, unknot_gate',
      `CREATE TABLE vault.practice_keys (
        practice_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        master_id text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, version)
      )`,
      ...closeToOtherPractices('vault.practice_keys'),
      grant('SELECT, INSERT', 'vault.practice_keys', 'unknot_app', 'unknot_worker'),
      // To lock a row FOR KEY SHARE takes a right to update it; no column that means anything is in reach.
      grant('UPDATE (created_at)', 'vault.practice_keys', 'unknot_app', 'unknot_worker'),
      grant('DELETE', 'vault.practice_keys', 'unknot_worker'),

      `CREATE TABLE vault.client_keys (
        practice_id uuid NOT NULL,
        client_id uuid NOT NULL,
        practice_key_version integer NOT NULL,
        wrapped bytea,
        created_at timestamptz NOT NULL,
        destroyed_at timestamptz,
        PRIMARY KEY (practice_id, client_id),
        FOREIGN KEY (practice_id, practice_key_version) REFERENCES vault.practice_keys,
        CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
      )`,
      `CREATE INDEX client_keys_of_version ON vault.client_keys (practice_id, practice_key_version)`,
      ...closeToOtherPractices('vault.client_keys'),
      grant('SELECT, INSERT', 'vault.client_keys', 'unknot_app', 'unknot_worker'),
      grant('UPDATE (practice_key_version, wrapped, destroyed_at)', 'vault.client_keys', 'unknot_worker'),

      'CREATE POLICY gate ON vault.practice_keys FOR SELECT TO unknot_gate USING (true)',
      grant('SELECT (master_id)', 'vault.practice_keys', 'unknot_gate'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
    await runner.query('DROP SCHEMA vault CASCADE');
  }
}
