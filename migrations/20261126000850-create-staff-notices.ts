import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const FUNCTIONS = [
  {
    // Before the practice is known: whoever holds the link of an alert may say that they take it.
    name: 'find_alert_link',
    parameters: 'token bytea',
    returns: 'TABLE (practice_id uuid, alert_id uuid, membership_id uuid)',
    volatility: 'STABLE' as const,
    body: `SELECT l.practice_id, l.alert_id, l.membership_id FROM alert_links l WHERE l.token_hash = token`,
  },
  {
    // Those that end from one date to another, of all practices.
    name: 'licences_ending',
    parameters: 'first_day date, last_day date, after_practice uuid, after_licence uuid, at_most integer',
    returns: 'TABLE (practice_id uuid, id uuid)',
    volatility: 'STABLE' as const,
    callers: 'unknot_worker',
    body: `
      SELECT l.practice_id, l.id FROM licences l
      WHERE l.expires_on BETWEEN first_day AND last_day AND (l.practice_id, l.id) > (after_practice, after_licence)
      ORDER BY l.practice_id, l.id LIMIT at_most`,
  },
];

/** Who is on call at a clinic, the alerts that they get, and what makes the program write to staff. */
export class CreateStaffNotices20261126000850 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // The digits of E.164.
      `ALTER TABLE memberships ADD phone_key text CHECK (phone_key ~ '^[0-9]{5,15}$')`,
      `CREATE TABLE on_call (
        practice_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 10),
        membership_id uuid NOT NULL,
        PRIMARY KEY (practice_id, clinic_id, position),
        UNIQUE (practice_id, clinic_id, membership_id),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships
      )`,
      `CREATE TABLE alerts (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
        raised_at timestamptz NOT NULL,
        acknowledged_at timestamptz,
        acknowledged_by uuid,
        PRIMARY KEY (practice_id, id),
        CHECK (acknowledged_by IS NULL OR acknowledged_at IS NOT NULL),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics,
        FOREIGN KEY (practice_id, acknowledged_by) REFERENCES memberships
      )`,
      // One that stands says it for all answers about the same.
      `CREATE UNIQUE INDEX alerts_open ON alerts (practice_id, subject_id, kind) WHERE acknowledged_at IS NULL`,
      `CREATE INDEX alerts_latest ON alerts (practice_id, raised_at, id)`,
      `CREATE TABLE alert_links (
        practice_id uuid NOT NULL,
        alert_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        PRIMARY KEY (practice_id, alert_id, membership_id),
        FOREIGN KEY (practice_id, alert_id) REFERENCES alerts,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships
      )`,
      `CREATE INDEX licences_to_end ON licences (expires_on, practice_id, id) WHERE expires_on IS NOT NULL`,
      ...['on_call', 'alerts', 'alert_links'].flatMap((table) => closeToOtherPractices(table)),
      ...['alert_links', 'licences'].map((table) => `CREATE POLICY gate ON ${table} TO unknot_gate USING (true)`),
      grant('SELECT', 'alert_links, licences', 'unknot_gate'),
      grant('SELECT, INSERT, DELETE', 'on_call', 'unknot_app'),
      grant('SELECT', 'on_call', 'unknot_worker'),
      grant('SELECT, UPDATE (acknowledged_at, acknowledged_by)', 'alerts', 'unknot_app', 'unknot_worker'),
      grant('INSERT', 'alerts', 'unknot_worker'),
      grant('SELECT, INSERT', 'alert_links', 'unknot_worker'),
      grant('SELECT', 'alert_links', 'unknot_app'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gate.find_alert_link(bytea)');
    await runner.query('DROP FUNCTION gate.licences_ending(date, date, uuid, uuid, integer)');
    await runner.query('DROP TABLE alert_links, alerts, on_call');
    await runner.query('DROP INDEX licences_to_end');
    await runner.query('DROP POLICY gate ON licences');
    await runner.query('REVOKE SELECT ON licences FROM unknot_gate');
    await runner.query('ALTER TABLE memberships DROP phone_key');
  }
}
