import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Nobody who serves may change or delete a measurement: what was wrong is replaced by a newer row, and no row is
 * replaced twice.
 */
export class CreateMeasurements20261126000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE measurements (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        appointment_id uuid,
        moment text NOT NULL CHECK (moment IN ('intake', 'before', 'after', 'check_in')),
        taken_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by uuid,
        replaces_id uuid,
        scores bytea NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, recorded_by) REFERENCES memberships,
        FOREIGN KEY (practice_id, replaces_id) REFERENCES measurements,
        CONSTRAINT measurements_replaced_once UNIQUE (practice_id, replaces_id)
      )`,
      `CREATE INDEX measurements_of_client ON measurements (practice_id, client_id, id)`,
      ...closeToOtherPractices('measurements'),
      grant('SELECT, INSERT', 'measurements', 'unknot_app', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE measurements');
  }
}
