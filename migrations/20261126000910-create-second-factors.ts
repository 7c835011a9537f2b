import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLERS_PRACTICE, gateFunction } from './gate-function.js';
import { grant } from './row-level-security.js';

/** A right password that waits for its code, while the password stands that opened it. */
const STANDING = `c.token_hash = token AND c.expires_at > at AND u.id = c.user_id AND u.password_changed_at <= c.opened_at`;

const FUNCTIONS = [
  {
    name: 'second_factor_of',
    parameters: 'person uuid',
    returns: 'TABLE (master_id text, sealed bytea, began_at timestamptz, confirmed_at timestamptz, codes_left integer)',
    volatility: 'STABLE' as const,
    body: `
      SELECT f.master_id, f.sealed, f.began_at, f.confirmed_at,
        (SELECT count(*)::integer FROM recovery_codes c WHERE c.user_id = person AND c.used_at IS NULL)
      FROM second_factors f WHERE f.user_id = person`,
  },
  {
    // Leaves one alone that is in use. Returns null for it.
    name: 'begin_second_factor',
    parameters: 'person uuid, master text, secret bytea, at timestamptz',
    returns: 'boolean',
    body: `
      INSERT INTO second_factors AS f (user_id, master_id, sealed, began_at) VALUES (person, master, secret, at)
      ON CONFLICT (user_id) DO UPDATE SET (master_id, sealed, began_at) = (master, secret, at)
      WHERE f.confirmed_at IS NULL RETURNING true`,
  },
  {
    // Null where another secret was begun since the code was judged.
    name: 'confirm_second_factor',
    parameters: 'person uuid, secret bytea, step bigint, at timestamptz',
    returns: 'boolean',
    body: `
      UPDATE second_factors SET confirmed_at = at, last_step = step
      WHERE user_id = person AND sealed = secret AND confirmed_at IS NULL RETURNING true`,
  },
  {
    name: 'replace_recovery_codes',
    parameters: 'person uuid, hashes bytea[]',
    returns: 'void',
    body: `
      DELETE FROM recovery_codes WHERE user_id = person;
      INSERT INTO recovery_codes (user_id, code_hash) SELECT person, unnest(hashes)`,
  },
  {
    // A code is of one time step, and serves once: of two at once the second waits here, and finds the step spent.
    name: 'spend_time_step',
    parameters: 'person uuid, step bigint',
    returns: 'boolean',
    body: `
      UPDATE second_factors SET last_step = step
      WHERE user_id = person AND confirmed_at IS NOT NULL AND last_step < step RETURNING true`,
  },
  {
    name: 'spend_recovery_code',
    parameters: 'person uuid, hash bytea, at timestamptz',
    returns: 'boolean',
    body: `
      UPDATE recovery_codes SET used_at = at
      WHERE user_id = person AND code_hash = hash AND used_at IS NULL RETURNING true`,
  },
  {
    name: 'remove_second_factor',
    parameters: 'person uuid',
    returns: 'boolean',
    body: `DELETE FROM second_factors WHERE user_id = person AND confirmed_at IS NOT NULL RETURNING true`,
  },
  {
    // Like a reset of the password: an account is global, and no practice may open another's door.
    name: 'reset_second_factor',
    parameters: 'member uuid',
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
        DELETE FROM second_factors WHERE user_id = person AND confirmed_at IS NOT NULL;
        RETURN CASE WHEN FOUND THEN 'reset' ELSE 'off' END;
      END`,
  },
  {
    name: 'members_with_second_factor',
    parameters: 'members uuid[]',
    returns: 'SETOF uuid',
    volatility: 'STABLE' as const,
    body: `
      SELECT m.id FROM memberships m JOIN second_factors f ON f.user_id = m.user_id AND f.confirmed_at IS NOT NULL
      WHERE m.practice_id = ${CALLERS_PRACTICE} AND m.id = ANY (members)`,
  },
  {
    // Returns null where the member has no second factor, and the password is enough.
    name: 'open_challenge',
    parameters: 'member uuid, token bytea, expiry timestamptz, at timestamptz',
    returns: 'boolean',
    body: `
      DELETE FROM sign_in_challenges WHERE token_hash IN (
        SELECT token_hash FROM sign_in_challenges WHERE expires_at <= at LIMIT 50 FOR UPDATE SKIP LOCKED);
      INSERT INTO sign_in_challenges (token_hash, user_id, practice_id, membership_id, opened_at, expires_at)
      SELECT token, m.user_id, m.practice_id, m.id, at, expiry
      FROM memberships m JOIN second_factors f ON f.user_id = m.user_id AND f.confirmed_at IS NOT NULL
      WHERE m.practice_id = ${CALLERS_PRACTICE} AND m.id = member AND m.ended_at IS NULL RETURNING true`,
  },
  {
    name: 'find_challenge',
    parameters: 'token bytea, at timestamptz',
    returns: 'TABLE (practice_id uuid, membership_id uuid, user_id uuid)',
    volatility: 'STABLE' as const,
    body: `
      SELECT c.practice_id, c.membership_id, c.user_id FROM users u, sign_in_challenges c
        JOIN memberships m ON m.practice_id = c.practice_id AND m.id = c.membership_id AND m.ended_at IS NULL
      WHERE ${STANDING}`,
  },
  {
    name: 'use_challenge',
    parameters: 'token bytea, at timestamptz',
    returns: 'boolean',
    body: `DELETE FROM sign_in_challenges c USING users u WHERE ${STANDING} RETURNING true`,
  },
  {
    name: 'account_secrets_under_others',
    parameters: 'master text, most integer',
    returns: 'TABLE (user_id uuid, master_id text, sealed bytea)',
    volatility: 'STABLE' as const,
    callers: 'unknot_worker',
    body: `
      SELECT f.user_id, f.master_id, f.sealed FROM second_factors f WHERE f.master_id <> master ORDER BY 1 LIMIT most`,
  },
  {
    // Leaves one alone that has changed since it was read.
    name: 'reseal_account_secret',
    parameters: 'person uuid, before bytea, master text, secret bytea',
    returns: 'void',
    callers: 'unknot_worker',
    body: `UPDATE second_factors SET master_id = master, sealed = secret WHERE user_id = person AND sealed = before`,
  },
];

const masterKeys = (body: string): string[] => [
  'DROP FUNCTION gate.master_keys',
  ...gateFunction({
    name: 'master_keys',
    parameters: '',
    returns: 'SETOF text',
    volatility: 'STABLE',
    callers: 'unknot_app, unknot_worker',
    body,
  }),
];

/**
 * What an account shows beside its password. An account is nobody's practice's, so that its secret is sealed under the key
 * outside the database itself; the names of the keys in use are asked of both. What belongs to a factor goes with it.
 */
export class CreateSecondFactors20261126000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE second_factors (
        user_id uuid PRIMARY KEY REFERENCES users,
        master_id text NOT NULL,
        sealed bytea NOT NULL,
        began_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        last_step bigint,
        CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
      )`,
      `CREATE TABLE recovery_codes (
        user_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (user_id, code_hash)
      )`,
      `CREATE TABLE sign_in_challenges (
        token_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
        practice_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships
      )`,
      'CREATE INDEX sign_in_challenges_of_user ON sign_in_challenges (user_id)',
      'CREATE INDEX sign_in_challenges_age ON sign_in_challenges (expires_at)',
      grant('SELECT, INSERT, UPDATE, DELETE', 'second_factors, recovery_codes, sign_in_challenges', 'unknot_gate'),
      ...masterKeys('SELECT master_id FROM vault.practice_keys UNION SELECT master_id FROM second_factors'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
    for (const statement of masterKeys('SELECT DISTINCT master_id FROM vault.practice_keys')) {
      await runner.query(statement);
    }
    await runner.query('DROP TABLE sign_in_challenges, recovery_codes, second_factors');
  }
}
