import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIRST_GATE_FUNCTIONS } from './20261122000410-create-gate-functions.js';
import { CALLERS_PRACTICE, gateFunction } from './gate-function.js';

const FUNCTIONS = [
  {
    name: 'open_session',
    parameters:
      'session uuid, member uuid, token bytea, used_on text, used_from text, kept text, expiry timestamptz, at timestamptz',
    returns: 'void',
    body: `
      WITH opened AS (
        INSERT INTO sessions
          (id, user_id, practice_id, membership_id, device, network, kept_in, created_at, last_used_at, expires_at)
        SELECT session, m.user_id, m.practice_id, m.id, used_on, used_from, kept, at, at, expiry FROM memberships m
        WHERE m.practice_id = ${CALLERS_PRACTICE} AND m.id = member AND m.ended_at IS NULL
        RETURNING id)
      INSERT INTO refresh_tokens (token_hash, session_id, created_at) SELECT token, id, at FROM opened`,
  },
  {
    // Whoever presents a token a second time is a thief, or was robbed by one: the session ends for both. But several tabs
    // have one cookie, and its successor follows from it: for a moment they get the same one again, while it has not served.
    name: 'rotate_refresh_token',
    parameters: `presented bytea, successor bytea, kept text, used_from text, idle interval, longest interval, grace interval,
      at timestamptz`,
    returns: 'TABLE (outcome text, session uuid, member uuid, person uuid, expiry timestamptz)',
    language: 'plpgsql' as const,
    body: `
      DECLARE spent timestamptz; ended timestamptz; born timestamptz;
      BEGIN
        SELECT t.used_at, s.ended_at, s.created_at, s.id, s.membership_id, s.user_id, s.expires_at
          INTO spent, ended, born, session, member, person, expiry
          FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
            JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id AND m.ended_at IS NULL
          WHERE t.token_hash = presented AND s.practice_id = ${CALLERS_PRACTICE} AND s.kept_in = kept FOR UPDATE OF t, s;
        IF NOT FOUND OR ended IS NOT NULL OR expiry <= at THEN
          outcome := 'ended';
        ELSIF spent IS NOT NULL AND kept = 'cookie' AND spent > at - grace THEN
          outcome := CASE WHEN EXISTS (SELECT FROM refresh_tokens WHERE token_hash = successor AND used_at IS NULL)
            THEN 'repeated' ELSE 'overtaken' END;
        ELSIF spent IS NOT NULL THEN
          UPDATE sessions SET ended_at = at, end_reason = 'refresh_reused' WHERE id = session;
          outcome := 'reused';
        ELSE
          expiry := least(at + idle, born + longest);
          UPDATE refresh_tokens SET used_at = at WHERE token_hash = presented;
          INSERT INTO refresh_tokens (token_hash, session_id, created_at) VALUES (successor, session, at);
          DELETE FROM refresh_tokens WHERE session_id = session AND used_at < at - idle;
          UPDATE sessions SET last_used_at = at, expires_at = expiry, network = used_from WHERE id = session;
          outcome := 'rotated';
        END IF;
        RETURN NEXT;
      END`,
  },
  {
    name: 'sessions_of',
    parameters: 'person uuid, at timestamptz',
    returns: `TABLE (id uuid, practice_name text, device text, network text, kept_in text, created_at timestamptz,
      last_used_at timestamptz, expires_at timestamptz)`,
    body: `
      SELECT s.id, p.name, s.device, s.network, s.kept_in, s.created_at, s.last_used_at, s.expires_at
      FROM sessions s JOIN practices p ON p.id = s.practice_id
        JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id
      WHERE s.user_id = person AND s.ended_at IS NULL AND s.expires_at > at AND m.ended_at IS NULL
      ORDER BY s.last_used_at DESC, s.id`,
  },
];

/** A session knows whether a program keeps its refresh token or a browser's cookie, and where it was last used from. */
export class KeepSessionsInBrowsers20261126000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE sessions ADD COLUMN network text,
        ADD COLUMN kept_in text NOT NULL DEFAULT 'client' CHECK (kept_in IN ('client', 'cookie'))`,
      ...FUNCTIONS.map(({ name }) => `DROP FUNCTION gate.${name}`),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = FUNCTIONS.map(({ name }) => name);
    const statements = [
      ...names.map((name) => `DROP FUNCTION gate.${name}`),
      ...FIRST_GATE_FUNCTIONS.filter(({ name }) => names.includes(name)).flatMap(gateFunction),
      'ALTER TABLE sessions DROP COLUMN network, DROP COLUMN kept_in',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
