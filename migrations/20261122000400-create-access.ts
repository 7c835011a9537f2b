import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Users are global; what a practice knows of one stands in its membership. Nobody but the functions of the schema
 * `gate` reads or writes the global tables: the application's roles hold no right on them at all.
 */
export class CreateAccess20261122000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        password_hash text NOT NULL,
        password_changed_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now()
      )`,
      `CREATE UNIQUE INDEX users_email ON users (lower(email))`,

      // By login name, whether anybody has it or not, and by network: a lock tells nobody who exists.
      `CREATE TABLE sign_in_attempts (
        subject text PRIMARY KEY,
        attempts integer NOT NULL,
        since timestamptz NOT NULL,
        blocked_until timestamptz,
        failed_at timestamptz
      )`,
      `CREATE INDEX sign_in_attempts_age ON sign_in_attempts (since)`,

      `CREATE TABLE memberships (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        user_id uuid NOT NULL REFERENCES users,
        name text NOT NULL,
        email text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'front_desk', 'therapist')),
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id)
      )`,
      `CREATE UNIQUE INDEX memberships_live ON memberships (practice_id, user_id) WHERE ended_at IS NULL`,
      `CREATE INDEX memberships_of_user ON memberships (user_id)`,

      `CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users,
        practice_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        device text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        end_reason text,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships
      )`,
      `CREATE INDEX sessions_of_user ON sessions (user_id) WHERE ended_at IS NULL`,

      `CREATE TABLE refresh_tokens (
        token_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz
      )`,
      `CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id)`,

      `CREATE TABLE invitations (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        email text NOT NULL,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'front_desk', 'therapist')),
        therapist_id uuid,
        invited_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, invited_by) REFERENCES memberships
      )`,
      `CREATE UNIQUE INDEX invitations_open ON invitations (practice_id, lower(email))
        WHERE accepted_at IS NULL AND revoked_at IS NULL`,

      `CREATE TABLE password_resets (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users,
        practice_id uuid NOT NULL REFERENCES practices,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`,
      `CREATE INDEX password_resets_unused ON password_resets (user_id) WHERE used_at IS NULL`,
      ...closeToOtherPractices('memberships'),
      ...closeToOtherPractices('invitations'),
      ...['memberships', 'invitations'].map((t) => `CREATE POLICY gate ON ${t} TO unknot_gate USING (true)`),
      `CREATE POLICY gate ON practices TO unknot_gate USING (true)`,
      `CREATE POLICY gate ON audit_entries FOR INSERT TO unknot_gate WITH CHECK (true)`,
      grant('SELECT', 'memberships, invitations, practices', 'unknot_gate'),
      grant('SELECT, INSERT, UPDATE', 'users, sessions, password_resets', 'unknot_gate'),
      grant('SELECT, INSERT, UPDATE, DELETE', 'refresh_tokens, sign_in_attempts', 'unknot_gate'),
      grant('INSERT', 'audit_entries', 'unknot_gate'),
      grant('INSERT', 'practices', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE', 'memberships', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE', 'invitations', 'unknot_app'),
      grant('SELECT', 'memberships', 'unknot_worker'),

      // Asked by every unit of work of a member of staff, so that an ended session or a changed role counts at once.
      `CREATE FUNCTION gate.session_is_live(session uuid, practice uuid, membership uuid, member_role text) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT EXISTS (
            SELECT FROM sessions s JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id
            WHERE s.id = session AND s.ended_at IS NULL AND s.practice_id = practice AND s.membership_id = membership
              AND m.ended_at IS NULL AND m.role = member_role)
        $$`,
      'ALTER FUNCTION gate.session_is_live(uuid, uuid, uuid, text) OWNER TO unknot_gate',
      'REVOKE ALL ON FUNCTION gate.session_is_live(uuid, uuid, uuid, text) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION gate.session_is_live(uuid, uuid, uuid, text) TO unknot_app, unknot_worker',
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gate.session_is_live(uuid, uuid, uuid, text)');
    await runner.query('DROP POLICY gate ON practices');
    await runner.query('DROP POLICY gate ON audit_entries');
    await runner.query(
      'DROP TABLE password_resets, invitations, refresh_tokens, sessions, memberships, sign_in_attempts, users',
    );
  }
}
