import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const TABLES = ['check_ins', 'check_in_answers', 'check_in_wishes', 'check_in_settings'];

/** Those that nobody has answered in time, whichever practice's they are. */
const TO_CLOSE = {
  name: 'check_ins_to_close',
  parameters: 'closed_before timestamptz, at_most integer',
  returns: 'TABLE (practice_id uuid, id uuid)',
  callers: 'unknot_worker',
  volatility: 'STABLE' as const,
  body: `SELECT practice_id, id FROM check_ins WHERE state = 'open' AND closes_at <= closed_before
    ORDER BY closes_at LIMIT at_most`,
};

/**
 * What clients are asked after a session, and what they say. Answers, and what was done in the session, are ciphertext under the
 * client's key; in the clear stand ids, instants, the steps and what triage made of an answer. Nobody who serves may change an answer.
 */
export class CreateCheckIns20261126000840 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Round counts how often it was planned from the beginning: after a visit that was taken back, or clients that were merged.
      `CREATE TABLE check_ins (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        appointment_id uuid NOT NULL,
        client_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        visit_ends_at timestamptz NOT NULL,
        level text NOT NULL CHECK (level IN ('none', 'low', 'medium', 'high')),
        basis text NOT NULL CHECK (basis IN ('service', 'note')),
        state text NOT NULL CHECK (state IN ('open', 'answered', 'no_answer', 'called_off')),
        round integer NOT NULL DEFAULT 1 CHECK (round > 0),
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        asks jsonb NOT NULL,
        treated bytea,
        closes_at timestamptz,
        answered_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT check_ins_one_a_visit UNIQUE (practice_id, appointment_id),
        CHECK (state <> 'open' OR closes_at IS NOT NULL),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX check_ins_of_client ON check_ins (practice_id, client_id, visit_ends_at DESC, id DESC)`,
      `CREATE INDEX check_ins_open ON check_ins (closes_at) WHERE state = 'open'`,

      `CREATE TABLE check_in_answers (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        check_in_id uuid NOT NULL,
        client_id uuid NOT NULL,
        link_id uuid NOT NULL,
        step text NOT NULL CHECK (step ~ '^[a-z0-9]{1,10}$'),
        triage text NOT NULL CHECK (triage IN ('expected', 'watch', 'follow_up', 'refer', 'emergency')),
        content bytea NOT NULL,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT check_in_answers_one_a_link UNIQUE (practice_id, link_id),
        FOREIGN KEY (practice_id, check_in_id) REFERENCES check_ins,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, link_id) REFERENCES client_links
      )`,
      `CREATE INDEX check_in_answers_of_check_in ON check_in_answers (practice_id, check_in_id, answered_at)`,
      `CREATE INDEX check_in_answers_of_client ON check_in_answers (practice_id, client_id)`,

      `CREATE TABLE check_in_wishes (
        practice_id uuid NOT NULL,
        client_id uuid NOT NULL,
        wanted boolean NOT NULL,
        set_by uuid NOT NULL,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, client_id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, set_by) REFERENCES memberships
      )`,

      `CREATE TABLE check_in_settings (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        changes jsonb NOT NULL,
        set_by uuid NOT NULL,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT check_in_settings_in_turn UNIQUE (practice_id, number),
        FOREIGN KEY (practice_id, set_by) REFERENCES memberships
      )`,
      ...TABLES.flatMap((table) => closeToOtherPractices(table)),
      grant('SELECT', TABLES.join(', '), 'unknot_app', 'unknot_worker'),
      grant('INSERT', 'check_ins', 'unknot_worker'),
      grant(
        'UPDATE (level, basis, state, round, channel, asks, treated, closes_at, answered_at, updated_at)',
        'check_ins',
        'unknot_app',
        'unknot_worker',
      ),
      grant('INSERT', 'check_in_answers, check_in_wishes, check_in_settings', 'unknot_app'),
      grant('UPDATE (wanted, set_by, set_at)', 'check_in_wishes', 'unknot_app'),

      `CREATE POLICY gate ON check_ins FOR SELECT TO unknot_gate USING (true)`,
      grant('SELECT (practice_id, id, closes_at, state)', 'check_ins', 'unknot_gate'),
      ...gateFunction(TO_CLOSE),

      `ALTER TABLE clinics ADD emergency_number text CHECK (emergency_number ~ '^\\+?[0-9]{2,15}$')`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clinics DROP emergency_number');
    await runner.query(`DROP FUNCTION gate.${TO_CLOSE.name}(timestamptz, integer)`);
    await runner.query(`DROP TABLE ${[...TABLES].reverse().join(', ')}`);
  }
}
