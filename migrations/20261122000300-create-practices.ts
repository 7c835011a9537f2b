import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

export const TECHNIQUES = `('swedish', 'deep_tissue', 'trigger_point', 'sports', 'shiatsu', 'myofascial_release', 'hot_stone', 'consultation')`;
const ROOM_FEATURES = `ARRAY['table', 'floor_mat', 'stone_heater', 'wheelchair_access']`;

export class CreatePractices20261122000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE practices (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        currency char(3) NOT NULL,
        country char(2) NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`,
      ...closeToOtherPractices('practices', 'id'),

      `CREATE TABLE clinics (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        name text NOT NULL,
        time_zone text NOT NULL,
        jurisdiction text NOT NULL,
        licence_required boolean NOT NULL DEFAULT true,
        address text,
        phone text,
        slot_step_minutes integer NOT NULL DEFAULT 15 CHECK (slot_step_minutes BETWEEN 5 AND 120 AND 1440 % slot_step_minutes = 0),
        minimum_notice_minutes integer NOT NULL DEFAULT 0 CHECK (minimum_notice_minutes BETWEEN 0 AND 43200),
        horizon_days integer NOT NULL DEFAULT 180 CHECK (horizon_days BETWEEN 1 AND 730),
        hold_minutes integer NOT NULL DEFAULT 10 CHECK (hold_minutes BETWEEN 1 AND 120),
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id)
      )`,
      ...closeToOtherPractices('clinics'),

      `CREATE TABLE rooms (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        name text NOT NULL,
        features text[] NOT NULL DEFAULT '{}' CHECK (features <@ ${ROOM_FEATURES}),
        turnover_minutes integer NOT NULL DEFAULT 10 CHECK (turnover_minutes BETWEEN 0 AND 240),
        music text,
        aroma text,
        warmth text,
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, clinic_id, id),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      ...closeToOtherPractices('rooms'),

      `CREATE TABLE services (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        name text NOT NULL,
        technique text NOT NULL CHECK (technique IN ${TECHNIQUES}),
        pressure_min smallint CHECK (pressure_min BETWEEN 1 AND 5),
        pressure_max smallint CHECK (pressure_max BETWEEN 1 AND 5),
        duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480),
        buffer_before_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 240),
        buffer_after_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 240),
        price_minor integer NOT NULL CHECK (price_minor >= 0),
        required_features text[] NOT NULL DEFAULT '{}' CHECK (required_features <@ ${ROOM_FEATURES}),
        consultation text NOT NULL DEFAULT 'none' CHECK (consultation IN ('none', 'included', 'only')),
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CHECK (pressure_min <= pressure_max),
        CHECK ((pressure_min IS NULL) = (technique = 'consultation')),
        CHECK ((pressure_max IS NULL) = (technique = 'consultation')),
        CHECK ((consultation = 'only') = (technique = 'consultation'))
      )`,
      ...closeToOtherPractices('services'),
      grant('SELECT, UPDATE', 'practices', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE', 'clinics, rooms, services', 'unknot_app'),
      grant('SELECT', 'practices, clinics, rooms, services', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE services, rooms, clinics, practices');
  }
}
