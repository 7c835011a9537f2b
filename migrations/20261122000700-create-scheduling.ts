import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/** Local rules stand as local times and dates; an end at or before its start means that the span runs over midnight. */
export class CreateScheduling20261122000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE opening_hours (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        starts time NOT NULL,
        ends time NOT NULL,
        valid_from date,
        valid_to date,
        PRIMARY KEY (practice_id, id),
        CHECK (valid_from <= valid_to),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX opening_hours_of_clinic ON opening_hours (practice_id, clinic_id)`,

      `CREATE TABLE working_hours (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        starts time NOT NULL,
        ends time NOT NULL,
        valid_from date,
        valid_to date,
        PRIMARY KEY (practice_id, id),
        CHECK (valid_from <= valid_to),
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX working_hours_of_therapist ON working_hours (practice_id, therapist_id)`,

      `CREATE TABLE working_hour_exceptions (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        on_date date NOT NULL,
        starts time,
        ends time,
        PRIMARY KEY (practice_id, id),
        CHECK ((starts IS NULL) = (ends IS NULL)),
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX working_hour_exceptions_of_therapist ON working_hour_exceptions (practice_id, therapist_id, on_date)`,

      `CREATE TABLE time_off (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('vacation', 'sick', 'training', 'other')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CHECK (starts_at < ends_at),
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists
      )`,
      `CREATE INDEX time_off_of_therapist ON time_off (practice_id, therapist_id, ends_at, starts_at) WHERE cancelled_at IS NULL`,

      // A closure without a room closes the whole clinic.
      `CREATE TABLE closures (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        room_id uuid,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        reason text,
        cancelled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CHECK (starts_at < ends_at),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics,
        FOREIGN KEY (practice_id, clinic_id, room_id) REFERENCES rooms (practice_id, clinic_id, id)
      )`,
      `CREATE INDEX closures_of_clinic ON closures (practice_id, clinic_id, ends_at, starts_at) WHERE cancelled_at IS NULL`,

      ...['opening_hours', 'working_hours', 'working_hour_exceptions', 'time_off', 'closures'].flatMap((t) =>
        closeToOtherPractices(t),
      ),
      grant('SELECT, INSERT, UPDATE, DELETE', 'opening_hours, working_hours, working_hour_exceptions', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE', 'time_off, closures', 'unknot_app'),
      grant('SELECT', 'opening_hours, working_hours, working_hour_exceptions, time_off, closures', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE closures, time_off, working_hour_exceptions, working_hours, opening_hours');
  }
}
