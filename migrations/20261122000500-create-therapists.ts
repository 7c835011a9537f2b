import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TECHNIQUES } from './20261122000300-create-practices.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const CONDITIONS = `ARRAY['low_back_pain', 'neck_pain', 'sciatica', 'fibromyalgia', 'tension_headache', 'migraine', 'sports_injury', 'chronic_back_pain']`;

export class CreateTherapists20261122000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const ofTherapist = `FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists`;
    const statements = [
      `CREATE TABLE therapists (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        membership_id uuid,
        name text NOT NULL,
        email text,
        phone text,
        conditions text[] NOT NULL DEFAULT '{}' CHECK (conditions <@ ${CONDITIONS}),
        back_massage_years smallint NOT NULL DEFAULT 0 CHECK (back_massage_years BETWEEN 0 AND 80),
        archived_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CONSTRAINT therapists_one_per_membership UNIQUE (practice_id, membership_id),
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships,
        FOREIGN KEY (practice_id) REFERENCES practices
      )`,
      `CREATE TABLE therapist_techniques (
        practice_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        technique text NOT NULL CHECK (technique IN ${TECHNIQUES}),
        years smallint NOT NULL CHECK (years BETWEEN 0 AND 80),
        PRIMARY KEY (practice_id, therapist_id, technique),
        ${ofTherapist}
      )`,
      `CREATE TABLE therapist_clinics (
        practice_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        PRIMARY KEY (practice_id, therapist_id, clinic_id),
        ${ofTherapist},
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE TABLE licences (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('licence', 'certification')),
        type text NOT NULL,
        number text NOT NULL,
        jurisdiction text NOT NULL,
        issued_on date NOT NULL,
        expires_on date,
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'revoked')),
        verified_by uuid,
        verified_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        CHECK (expires_on >= issued_on),
        CHECK ((verified_by IS NULL) = (verified_at IS NULL)),
        ${ofTherapist},
        FOREIGN KEY (practice_id, verified_by) REFERENCES memberships
      )`,
      `CREATE INDEX therapists_by_name ON therapists (practice_id, name, id)`,
      `CREATE INDEX therapists_of_clinic ON therapist_clinics (practice_id, clinic_id)`,
      `CREATE INDEX licences_of_therapist ON licences (practice_id, therapist_id)`,
      `CREATE INDEX licences_by_end ON licences (practice_id, expires_on, id) WHERE status = 'active' AND expires_on IS NOT NULL`,
      ...['therapists', 'therapist_techniques', 'therapist_clinics', 'licences'].flatMap((t) =>
        closeToOtherPractices(t),
      ),
      grant('SELECT, INSERT, UPDATE', 'therapists, licences', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE, DELETE', 'therapist_techniques, therapist_clinics', 'unknot_app'),
      grant('SELECT', 'therapists, therapist_techniques, therapist_clinics, licences', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE licences, therapist_clinics, therapist_techniques, therapists');
  }
}
