import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const FUNCTIONS = [
  {
    // Practices with entries that no seal is there for yet. Nothing commits later than the margin after its time.
    name: 'practices_to_seal',
    parameters: 'margin interval, at_most integer',
    returns: 'SETOF uuid',
    callers: 'unknot_worker',
    body: `
      SELECT p.id FROM practices p
      LEFT JOIN LATERAL (
        SELECT s.sealed_to FROM audit_seals s WHERE s.practice_id = p.id ORDER BY s.sequence DESC LIMIT 1) last ON true
      WHERE EXISTS (
        SELECT FROM audit_entries e WHERE e.practice_id = p.id AND e.at > coalesce(last.sealed_to - margin, '-infinity')
          AND NOT EXISTS (SELECT FROM audit_seals s WHERE s.practice_id = p.id AND s.entry_id = e.id))
      LIMIT at_most`,
  },
  {
    name: 'all_practices',
    parameters: '',
    returns: 'SETOF uuid',
    callers: 'unknot_worker',
    body: 'SELECT id FROM practices ORDER BY id',
  },
];

export class CreateAuditSeals20261124000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // No foreign key: a seal must outlive an entry that somebody deletes.
      `CREATE TABLE audit_seals (
        practice_id uuid NOT NULL,
        sequence bigint NOT NULL CHECK (sequence > 0),
        entry_id uuid NOT NULL,
        mac bytea NOT NULL CHECK (length(mac) = 32),
        sealed_at timestamptz NOT NULL,
        sealed_to timestamptz NOT NULL,
        PRIMARY KEY (practice_id, sequence),
        UNIQUE (practice_id, entry_id)
      )`,
      `CREATE INDEX audit_entries_by_time ON audit_entries (practice_id, at)`,
      ...closeToOtherPractices('audit_seals'),
      grant('INSERT, SELECT', 'audit_seals', 'unknot_worker'),
      ...['audit_entries', 'audit_seals'].map(
        (t) => `CREATE POLICY sealing ON ${t} FOR SELECT TO unknot_gate USING (true)`,
      ),
      grant('SELECT (practice_id, id, at)', 'audit_entries', 'unknot_gate'),
      grant('SELECT (practice_id, sequence, entry_id, sealed_to)', 'audit_seals', 'unknot_gate'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      ...FUNCTIONS.map(({ name }) => `DROP FUNCTION gate.${name}`),
      'REVOKE SELECT ON audit_entries FROM unknot_gate',
      'DROP POLICY sealing ON audit_entries',
      'DROP INDEX audit_entries_by_time',
      'DROP TABLE audit_seals',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
