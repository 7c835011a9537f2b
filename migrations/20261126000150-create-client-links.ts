import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

/** After its use a link still lets whoever has it open read back what they sent, and opens for nobody else. */
const READ_BACK = `interval '1 hour'`;
const STANDS = `l.revoked_at IS NULL AND l.expires_at > at AND (l.used_at IS NULL OR l.used_at > at - ${READ_BACK})`;
const PROVEN = `TABLE (practice_id uuid, client_id uuid, link_id uuid, subject_id uuid, expires_at timestamptz, used_at timestamptz)`;
const COLUMNS = 'l.practice_id, l.client_id, l.id, l.subject_id, l.expires_at, l.used_at';

/** Before the practice is known. Whatever is wrong with a link, the answer is the same: no row. */
const FUNCTIONS = [
  {
    name: 'find_client_link',
    parameters: 'token bytea, wanted text, at timestamptz',
    returns: PROVEN,
    volatility: 'STABLE' as const,
    body: `
      SELECT ${COLUMNS} FROM client_links l
      WHERE l.token_hash = token AND l.purpose = wanted AND l.used_at IS NULL AND ${STANDS}`,
  },
  {
    // Puts the end of the session off with every request, and never past the link's.
    name: 'resume_client_link',
    parameters: 'secret bytea, wanted text, idle interval, at timestamptz',
    returns: PROVEN,
    body: `
      UPDATE client_link_sessions s SET expires_at = least(at + idle, l.expires_at) FROM client_links l
      WHERE s.secret_hash = secret AND s.expires_at > at AND l.practice_id = s.practice_id AND l.id = s.link_id
        AND l.purpose = wanted AND ${STANDS}
      RETURNING ${COLUMNS}`,
  },
  {
    // Asked by every unit of work of a client, so that a revoked link counts at once.
    name: 'client_link_is_live',
    parameters: 'link uuid, practice uuid, client uuid, at timestamptz',
    returns: 'boolean',
    volatility: 'STABLE' as const,
    body: `
      SELECT EXISTS (
        SELECT FROM client_links l
        WHERE l.practice_id = practice AND l.id = link AND l.client_id = client AND ${STANDS})`,
  },
];

const kindsOf = (kinds: string): string[] => [
  'ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_actor_kind_check',
  `ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_actor_kind_check CHECK (actor_kind IN (${kinds}))`,
];

/** Links by which clients act without an account, and the short sessions that they are exchanged for. */
export class CreateClientLinks20261126000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE client_links (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose ~ '^[a-z_]{1,40}$'),
        subject_id uuid,
        token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        issued_by uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
        opened_at timestamptz,
        used_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, issued_by) REFERENCES memberships
      )`,
      'CREATE INDEX client_links_of_client ON client_links (practice_id, client_id, id)',
      `CREATE TABLE client_link_sessions (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        link_id uuid NOT NULL,
        secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, link_id) REFERENCES client_links ON DELETE CASCADE
      )`,
      'CREATE INDEX client_link_sessions_of_link ON client_link_sessions (practice_id, link_id)',
      ...['client_links', 'client_link_sessions'].flatMap((table) => [
        ...closeToOtherPractices(table),
        `CREATE POLICY gate ON ${table} TO unknot_gate USING (true)`,
      ]),
      grant('SELECT, INSERT, UPDATE (opened_at, used_at, revoked_at)', 'client_links', 'unknot_app', 'unknot_worker'),
      grant('SELECT, INSERT, DELETE', 'client_link_sessions', 'unknot_app'),
      grant('SELECT', 'client_links', 'unknot_gate'),
      grant('SELECT, UPDATE (expires_at)', 'client_link_sessions', 'unknot_gate'),
      ...kindsOf(`'staff', 'system', 'client'`),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      ...FUNCTIONS.map(({ name }) => `DROP FUNCTION gate.${name}`),
      'DROP TABLE client_link_sessions, client_links',
      ...kindsOf(`'staff', 'system'`),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
