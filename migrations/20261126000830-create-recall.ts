import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

/** Owners are bound by row-level security too; what the practices have by now is looked at for the first time. */
const LOOK_AT_ALL = [
  'ALTER TABLE session_plans NO FORCE ROW LEVEL SECURITY',
  `INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at)
   SELECT practice_id, id, clinic_id, now() FROM session_plans WHERE status = 'active'`,
  'ALTER TABLE session_plans FORCE ROW LEVEL SECURITY',
];

/**
 * When to look at a live plan again, and how it stood when it was looked at last: an index over the truth, which is worked out
 * from visits, hours and closures. Which reminders were planned for a due date is kept for good, so that none is planned again.
 */
export class CreateRecall20261126000830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE practices ADD recall_lead text NOT NULL DEFAULT 'P3D' CHECK (recall_lead ~ '^P[0-9]{1,2}D$'),
        ADD recall_nudge text NOT NULL DEFAULT 'P7D' CHECK (recall_nudge ~ '^P[1-9][0-9]?D$')`,
      `ALTER TABLE clients ADD deceased_at timestamptz,
        ADD CONSTRAINT clients_deceased_are_archived CHECK (deceased_at IS NULL OR archived_at IS NOT NULL)`,

      `CREATE TABLE recall_looks (
        practice_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        look_at timestamptz,
        looked_at timestamptz,
        due_on date,
        state text CHECK (state IN ('not_due', 'booked', 'due', 'overdue', 'lapsed')),
        reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
        PRIMARY KEY (practice_id, plan_id),
        FOREIGN KEY (practice_id, plan_id) REFERENCES session_plans,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics,
        CHECK ((state IS NULL) = (due_on IS NULL))
      )`,
      `CREATE INDEX recall_looks_due ON recall_looks (look_at, practice_id) WHERE look_at IS NOT NULL`,
      `CREATE INDEX recall_looks_due_of_practice ON recall_looks (practice_id, look_at) WHERE look_at IS NOT NULL`,
      `CREATE INDEX recall_looks_listed ON recall_looks (practice_id, clinic_id, state, due_on, plan_id) WHERE state IS NOT NULL`,

      `CREATE TABLE recall_reminders (
        practice_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        due_on date NOT NULL,
        step text NOT NULL CHECK (step IN ('first', 'nudge')),
        attempt integer NOT NULL DEFAULT 1,
        goes_on date NOT NULL,
        planned_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        PRIMARY KEY (practice_id, plan_id, due_on, step),
        FOREIGN KEY (practice_id, plan_id) REFERENCES session_plans
      )`,
      ...['recall_looks', 'recall_reminders'].flatMap((table) => closeToOtherPractices(table)),
      `CREATE POLICY gate ON recall_looks TO unknot_gate USING (true)`,
      grant('SELECT', 'recall_looks, recall_reminders', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE', 'recall_looks, recall_reminders', 'unknot_worker'),
      grant('SELECT (practice_id, look_at)', 'recall_looks', 'unknot_gate'),
      ...gateFunction({
        name: 'practices_to_recall',
        parameters: 'at timestamptz, at_most integer',
        returns: 'SETOF uuid',
        volatility: 'STABLE',
        callers: 'unknot_worker',
        body: `SELECT DISTINCT practice_id FROM (
            SELECT practice_id FROM recall_looks WHERE look_at <= at ORDER BY look_at LIMIT at_most) AS due`,
      }),
      ...LOOK_AT_ALL,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP FUNCTION gate.practices_to_recall(timestamptz, integer)',
      'DROP TABLE recall_reminders, recall_looks',
      'ALTER TABLE clients DROP deceased_at',
      'ALTER TABLE practices DROP recall_lead, DROP recall_nudge',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
