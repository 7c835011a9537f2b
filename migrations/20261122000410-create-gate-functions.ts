import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLERS_PRACTICE, gateFunction } from './gate-function.js';

/** All of them take the present time as `at`, so that one clock rules, and durations, so that the rules stay in code. */
export const FIRST_GATE_FUNCTIONS = [
  {
    // Counts an attempt before it is judged, so that parallel ones count too. Returns null, or until when it is blocked.
    name: 'count_attempt',
    parameters: 'attempted text, most integer, period interval, at timestamptz',
    returns: 'timestamptz',
    body: `
      DELETE FROM sign_in_attempts WHERE subject IN (
        SELECT subject FROM sign_in_attempts WHERE since < at - interval '1 day' LIMIT 50 FOR UPDATE SKIP LOCKED);
      INSERT INTO sign_in_attempts AS a (subject, attempts, since) VALUES (attempted, 1, at)
      ON CONFLICT (subject) DO UPDATE SET (attempts, since, blocked_until) = (
        SELECT CASE WHEN counts THEN least(a.attempts + 1, most + 1) ELSE 1 END,
               CASE WHEN counts THEN a.since ELSE at END,
               CASE WHEN NOT counts THEN NULL WHEN a.attempts + 1 = most THEN at + period ELSE a.blocked_until END
        FROM (SELECT coalesce(a.blocked_until, a.since + period) > at AS counts) AS earlier)
      RETURNING CASE WHEN attempts > most THEN blocked_until END`,
  },
  {
    // Takes back one attempt that turned out right.
    name: 'uncount_attempt',
    parameters: 'attempted text, most integer',
    returns: 'void',
    body: `
      UPDATE sign_in_attempts SET attempts = attempts - 1,
        blocked_until = CASE WHEN attempts - 1 < most THEN NULL ELSE blocked_until END
      WHERE subject = attempted AND attempts > 0`,
  },
  {
    name: 'forget_attempts',
    parameters: 'attempted text',
    returns: 'void',
    body: `DELETE FROM sign_in_attempts WHERE subject = attempted`,
  },
  {
    // Tells every practice that the person works for. Writes for an unknown e-mail too, so that both take as long.
    name: 'record_failed_sign_in',
    parameters: 'attempted text, login text, entry uuid, at timestamptz',
    returns: 'void',
    body: `
      UPDATE sign_in_attempts SET failed_at = at WHERE subject = attempted;
      INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, action, subject_ids)
      SELECT m.practice_id, entry, 'system', 'access', 'sign_in.failed', ARRAY[m.user_id]
      FROM users u JOIN memberships m ON m.user_id = u.id AND m.ended_at IS NULL
      WHERE lower(u.email) = lower(login)`,
  },
  {
    name: 'find_login',
    parameters: 'login text',
    returns: 'TABLE (user_id uuid, password_hash text)',
    body: `SELECT id, password_hash FROM users WHERE lower(email) = lower(login)`,
  },
  {
    name: 'email_of',
    parameters: 'person uuid',
    returns: 'text',
    body: `SELECT email FROM users WHERE id = person`,
  },
  {
    name: 'memberships_of',
    parameters: 'person uuid',
    returns: 'TABLE (practice_id uuid, practice_name text, membership_id uuid, role text)',
    body: `
      SELECT m.practice_id, p.name, m.id, m.role FROM memberships m JOIN practices p ON p.id = m.practice_id
      WHERE m.user_id = person AND m.ended_at IS NULL ORDER BY p.name, p.id`,
  },
  {
    name: 'create_user',
    parameters: 'person uuid, login text, hash text, at timestamptz',
    returns: 'void',
    body: `
      INSERT INTO users (id, email, password_hash, password_changed_at, created_at) VALUES (person, login, hash, at, at)`,
  },
  {
    name: 'set_password',
    parameters: 'person uuid, hash text, at timestamptz',
    returns: 'void',
    body: `
      UPDATE users SET password_hash = hash, password_changed_at = at WHERE id = person;
      UPDATE password_resets SET used_at = at WHERE user_id = person AND used_at IS NULL`,
  },
  {
    name: 'open_session',
    parameters: 'session uuid, member uuid, token bytea, used_on text, expiry timestamptz, at timestamptz',
    returns: 'void',
    body: `
      WITH opened AS (
        INSERT INTO sessions (id, user_id, practice_id, membership_id, device, created_at, last_used_at, expires_at)
        SELECT session, m.user_id, m.practice_id, m.id, used_on, at, at, expiry FROM memberships m
        WHERE m.practice_id = ${CALLERS_PRACTICE} AND m.id = member AND m.ended_at IS NULL
        RETURNING id)
      INSERT INTO refresh_tokens (token_hash, session_id, created_at) SELECT token, id, at FROM opened`,
  },
  {
    name: 'practice_of_refresh_token',
    parameters: 'token bytea',
    returns: 'uuid',
    body: `SELECT s.practice_id FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id WHERE t.token_hash = token`,
  },
  {
    // Whoever presents a token a second time is a thief, or was robbed by one: the session ends for both.
    name: 'rotate_refresh_token',
    parameters: 'presented bytea, successor bytea, idle interval, longest interval, at timestamptz',
    returns: 'TABLE (outcome text, session uuid, member uuid, person uuid, expiry timestamptz)',
    language: 'plpgsql' as const,
    body: `
      DECLARE spent timestamptz; ended timestamptz; born timestamptz;
      BEGIN
        SELECT t.used_at, s.ended_at, s.created_at, s.id, s.membership_id, s.user_id, s.expires_at
          INTO spent, ended, born, session, member, person, expiry
          FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
            JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id AND m.ended_at IS NULL
          WHERE t.token_hash = presented AND s.practice_id = ${CALLERS_PRACTICE} FOR UPDATE OF t, s;
        IF NOT FOUND OR ended IS NOT NULL OR expiry <= at THEN
          outcome := 'ended';
        ELSIF spent IS NOT NULL THEN
          UPDATE sessions SET ended_at = at, end_reason = 'refresh_reused' WHERE id = session;
          outcome := 'reused';
        ELSE
          expiry := least(at + idle, born + longest);
          UPDATE refresh_tokens SET used_at = at WHERE token_hash = presented;
          INSERT INTO refresh_tokens (token_hash, session_id, created_at) VALUES (successor, session, at);
          DELETE FROM refresh_tokens WHERE session_id = session AND used_at < at - idle;
          UPDATE sessions SET last_used_at = at, expires_at = expiry WHERE id = session;
          outcome := 'rotated';
        END IF;
        RETURN NEXT;
      END`,
  },
  {
    name: 'sessions_of',
    parameters: 'person uuid, at timestamptz',
    returns: `TABLE (id uuid, practice_name text, device text, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)`,
    body: `
      SELECT s.id, p.name, s.device, s.created_at, s.last_used_at, s.expires_at
      FROM sessions s JOIN practices p ON p.id = s.practice_id
        JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id
      WHERE s.user_id = person AND s.ended_at IS NULL AND s.expires_at > at AND m.ended_at IS NULL
      ORDER BY s.last_used_at DESC, s.id`,
  },
  {
    name: 'end_session',
    parameters: 'person uuid, session uuid, reason text, at timestamptz',
    returns: 'boolean',
    body: `
      UPDATE sessions SET ended_at = at, end_reason = reason
      WHERE id = session AND user_id = person AND ended_at IS NULL AND expires_at > at RETURNING true`,
  },
  {
    // Ends all sessions of a person, but for the one to keep. Returns which.
    name: 'end_sessions_of',
    parameters: 'person uuid, kept uuid, reason text, at timestamptz',
    returns: 'SETOF uuid',
    body: `
      UPDATE sessions SET ended_at = at, end_reason = reason
      WHERE user_id = person AND id IS DISTINCT FROM kept AND ended_at IS NULL RETURNING id`,
  },
  {
    name: 'end_sessions_of_member',
    parameters: 'member uuid, reason text, at timestamptz',
    returns: 'SETOF uuid',
    body: `
      UPDATE sessions s SET ended_at = at, end_reason = reason FROM memberships m
      WHERE m.practice_id = ${CALLERS_PRACTICE} AND m.id = member AND s.user_id = m.user_id
        AND s.practice_id = m.practice_id AND s.membership_id = m.id AND s.ended_at IS NULL RETURNING s.id`,
  },
  {
    name: 'practice_of_invitation',
    parameters: 'token bytea',
    returns: 'uuid',
    body: `SELECT practice_id FROM invitations WHERE token_hash = token`,
  },
  {
    // An account is global: where the person works for another practice too, no reset of this one may take it over.
    name: 'open_password_reset',
    parameters: 'member uuid, token bytea, expiry timestamptz, at timestamptz',
    returns: 'text',
    language: 'plpgsql' as const,
    body: `
      DECLARE practice uuid := ${CALLERS_PRACTICE}; person uuid;
      BEGIN
        SELECT user_id INTO person FROM memberships WHERE practice_id = practice AND id = member AND ended_at IS NULL;
        IF NOT FOUND THEN RETURN 'absent'; END IF;
        IF EXISTS (SELECT FROM memberships WHERE user_id = person AND practice_id <> practice AND ended_at IS NULL) THEN
          RETURN 'elsewhere';
        END IF;
        UPDATE password_resets SET used_at = at WHERE user_id = person AND used_at IS NULL;
        INSERT INTO password_resets (token_hash, user_id, practice_id, created_at, expires_at)
          VALUES (token, person, practice, at, expiry);
        RETURN 'opened';
      END`,
  },
  {
    // The account that a reset opens, while it does: not after the person has left, or has joined another practice.
    name: 'find_password_reset',
    parameters: 'token bytea, at timestamptz',
    returns: 'TABLE (practice_id uuid, user_id uuid, email text)',
    body: `
      SELECT r.practice_id, u.id, u.email FROM password_resets r JOIN users u ON u.id = r.user_id
      WHERE r.token_hash = token AND r.used_at IS NULL AND r.expires_at > at AND (
        SELECT bool_and(m.practice_id = r.practice_id) FROM memberships m
        WHERE m.user_id = r.user_id AND m.ended_at IS NULL)`,
  },
  {
    name: 'use_password_reset',
    parameters: 'token bytea, at timestamptz',
    returns: 'boolean',
    body: `UPDATE password_resets SET used_at = at WHERE token_hash = token AND used_at IS NULL RETURNING true`,
  },
];

export class CreateGateFunctions20261122000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of FIRST_GATE_FUNCTIONS.flatMap(gateFunction)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FIRST_GATE_FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
  }
}
