import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Tasks for people. A row holds ids, codes and instants and never a word: what there is to know stands in the record that
 * it points at. The index `follow_ups_one_open` is what makes a task that stands open be opened only once.
 */
export class CreateFollowUps20261126000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE follow_ups (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
        audience text NOT NULL CHECK (audience IN ('therapist', 'desk', 'management')),
        subject_id uuid NOT NULL,
        client_id uuid,
        appointment_id uuid,
        therapist_id uuid,
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        done_at timestamptz,
        done_by uuid,
        version integer NOT NULL DEFAULT 1,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, done_by) REFERENCES memberships,
        CHECK (audience <> 'therapist' OR therapist_id IS NOT NULL),
        CHECK (done_by IS NULL OR done_at IS NOT NULL)
      )`,
      `CREATE UNIQUE INDEX follow_ups_one_open ON follow_ups (practice_id, subject_id, kind, audience) WHERE done_at IS NULL`,
      `CREATE INDEX follow_ups_open ON follow_ups (practice_id, due_at, id) WHERE done_at IS NULL`,
      `CREATE INDEX follow_ups_done ON follow_ups (practice_id, due_at, id) WHERE done_at IS NOT NULL`,
      `CREATE INDEX follow_ups_of_therapist ON follow_ups (practice_id, therapist_id, due_at, id) WHERE audience = 'therapist'`,
      `CREATE INDEX follow_ups_of_client ON follow_ups (practice_id, client_id)`,
      `CREATE INDEX follow_ups_of_appointment ON follow_ups (practice_id, appointment_id)`,
      ...closeToOtherPractices('follow_ups'),
      grant('SELECT, INSERT', 'follow_ups', 'unknot_app', 'unknot_worker'),
      grant(
        'UPDATE (therapist_id, due_at, done_at, done_by, version, updated_at)',
        'follow_ups',
        'unknot_app',
        'unknot_worker',
      ),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE follow_ups');
  }
}
