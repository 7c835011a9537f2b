import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Intake forms and notes. What people still work on stands in tables of its own (`intake_form_drafts`, `intake_drafts`) and
 * goes when it is published or submitted; what was published or submitted can be added and read by the roles that serve,
 * and neither changed nor removed. Answers are sealed with the client's key.
 */
export class CreateIntake20261126000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE intake_form_drafts (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        form jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT intake_form_drafts_one UNIQUE (practice_id)
      )`,
      // Without somebody who published it, a version is the form as it was shipped.
      `CREATE TABLE intake_form_versions (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        form jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, number),
        FOREIGN KEY (practice_id, published_by) REFERENCES memberships
      )`,
      `CREATE TABLE intake_notes (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        form_version_id uuid NOT NULL,
        previous_note_id uuid,
        link_id uuid,
        submitted_by uuid,
        filler text NOT NULL CHECK (filler IN ('adult', 'guardian')),
        content bytea NOT NULL,
        verdict_level text NOT NULL
          CHECK (verdict_level IN ('clear', 'not_screened', 'adapt', 'clearance', 'defer', 'emergency')),
        answered_on date NOT NULL,
        submitted_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, link_id),
        CHECK (num_nonnulls(link_id, submitted_by) = 1),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, form_version_id) REFERENCES intake_form_versions,
        FOREIGN KEY (practice_id, previous_note_id) REFERENCES intake_notes,
        FOREIGN KEY (practice_id, link_id) REFERENCES client_links,
        FOREIGN KEY (practice_id, submitted_by) REFERENCES memberships
      )`,
      'CREATE INDEX intake_notes_of_client ON intake_notes (practice_id, client_id, id)',
      `CREATE TABLE intake_drafts (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        form_version_id uuid NOT NULL,
        previous_note_id uuid,
        link_id uuid,
        started_by uuid,
        filler text NOT NULL CHECK (filler IN ('adult', 'guardian')),
        answers bytea NOT NULL,
        started_on date NOT NULL,
        version integer NOT NULL DEFAULT 1,
        started_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, link_id),
        CHECK (num_nonnulls(link_id, started_by) = 1),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, form_version_id) REFERENCES intake_form_versions,
        FOREIGN KEY (practice_id, previous_note_id) REFERENCES intake_notes,
        FOREIGN KEY (practice_id, link_id) REFERENCES client_links,
        FOREIGN KEY (practice_id, started_by) REFERENCES memberships
      )`,
      // The staff of a practice fill in one form with a client at a time, whoever of them has it open.
      'CREATE UNIQUE INDEX intake_drafts_of_staff ON intake_drafts (practice_id, client_id) WHERE link_id IS NULL',
      ...['intake_form_drafts', 'intake_form_versions', 'intake_notes', 'intake_drafts'].flatMap((table) =>
        closeToOtherPractices(table),
      ),
      grant('SELECT, INSERT, UPDATE (form, version, updated_at), DELETE', 'intake_form_drafts', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE (answers, version, updated_at), DELETE', 'intake_drafts', 'unknot_app'),
      grant('SELECT, INSERT', 'intake_form_versions, intake_notes', 'unknot_app'),
      grant('SELECT', 'intake_form_versions, intake_notes', 'unknot_worker'),
      // When a client is erased, what was never submitted goes.
      grant('SELECT, DELETE', 'intake_drafts', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE intake_drafts, intake_notes, intake_form_versions, intake_form_drafts');
  }
}
