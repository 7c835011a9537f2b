import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

export class CreateAuditAndOutbox20261122000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE audit_entries (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'system')),
        actor_id text NOT NULL,
        actor_role text,
        session_id uuid,
        action text NOT NULL,
        subject_ids uuid[] NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (practice_id, id)
      )`,
      `CREATE INDEX audit_entries_subjects ON audit_entries USING gin (practice_id, subject_ids)`,
      ...closeToOtherPractices('audit_entries'),
      grant('INSERT, SELECT', 'audit_entries', 'unknot_app', 'unknot_worker'),

      `CREATE TABLE outbox (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        fact text NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        relayed_at timestamptz,
        PRIMARY KEY (practice_id, id)
      )`,
      `CREATE INDEX outbox_pending ON outbox (id) WHERE relayed_at IS NULL`,
      `CREATE INDEX outbox_relayed ON outbox (relayed_at) WHERE relayed_at IS NOT NULL`,
      ...closeToOtherPractices('outbox'),
      `CREATE POLICY relay ON outbox TO unknot_worker USING (true)`,
      grant('INSERT', 'outbox', 'unknot_app', 'unknot_worker'),
      grant('SELECT, DELETE, UPDATE (relayed_at)', 'outbox', 'unknot_worker'),

      `CREATE TABLE idempotency_keys (
        practice_id uuid NOT NULL,
        actor_id text NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
        operation text NOT NULL,
        body_hmac bytea NOT NULL,
        result_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (practice_id, actor_id, key)
      )`,
      `CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)`,
      ...closeToOtherPractices('idempotency_keys'),
      `CREATE POLICY sweep ON idempotency_keys TO unknot_worker USING (true)`,
      grant('INSERT, SELECT, DELETE', 'idempotency_keys', 'unknot_app', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys, outbox, audit_entries');
  }
}
