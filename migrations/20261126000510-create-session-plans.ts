import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * A plan points at its newest version, and each change is a version of its own that nobody who serves may change. What it is
 * for stands sealed; the front desk's list needs no more than what is in the clear.
 */
export class CreateSessionPlans20261126000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const status = `text NOT NULL CHECK (status IN ('proposed', 'active', 'paused', 'ended'))`;
    const statements = [
      `CREATE TABLE session_plans (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        status ${status},
        version integer NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX session_plans_of_client ON session_plans (practice_id, client_id, id)`,
      `CREATE UNIQUE INDEX session_plans_one_lives ON session_plans (practice_id, client_id) WHERE status <> 'ended'`,
      `CREATE INDEX session_plans_active ON session_plans (practice_id, id) WHERE status = 'active'`,
      ...closeToOtherPractices('session_plans'),
      grant('SELECT, INSERT', 'session_plans', 'unknot_app', 'unknot_worker'),
      grant('UPDATE (status, version)', 'session_plans', 'unknot_app', 'unknot_worker'),

      `CREATE TABLE session_plan_versions (
        practice_id uuid NOT NULL,
        plan_id uuid NOT NULL,
        version integer NOT NULL,
        step text NOT NULL CHECK (step IN ('propose', 'change', 'accept', 'pause', 'resume', 'end', 'accept_suggestion')),
        status ${status},
        "interval" text NOT NULL,
        block_sessions integer,
        block_from date NOT NULL,
        review_on date,
        live_from date,
        sealed bytea NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        PRIMARY KEY (practice_id, plan_id, version),
        FOREIGN KEY (practice_id, plan_id) REFERENCES session_plans,
        FOREIGN KEY (practice_id, changed_by) REFERENCES memberships,
        CHECK (status <> 'active' OR live_from IS NOT NULL)
      )`,
      ...closeToOtherPractices('session_plan_versions'),
      grant('SELECT, INSERT', 'session_plan_versions', 'unknot_app', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session_plan_versions, session_plans');
  }
}
