import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * What therapists write of visits. A draft stands in a table of its own and goes when it is signed: what is signed can be
 * read and added, and no role of the application may change or delete it. Contents are sealed with the client's key;
 * in the clear stand ids and instants only.
 */
export class CreateSessionNotes20261126000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // A visit taken back and given to another therapist may leave the first one's draft behind: one a therapist, then.
      `CREATE TABLE session_note_drafts (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        appointment_id uuid NOT NULL,
        client_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        author_id uuid NOT NULL,
        content bytea NOT NULL,
        version integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT session_note_drafts_one_each UNIQUE (practice_id, appointment_id, therapist_id),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, author_id) REFERENCES memberships
      )`,
      `CREATE INDEX session_note_drafts_of_therapist ON session_note_drafts (practice_id, therapist_id, created_at, id)`,
      `CREATE INDEX session_note_drafts_of_client ON session_note_drafts (practice_id, client_id)`,

      // visit_starts_at is the visit's start as at signing: by it a client's notes stand in order.
      `CREATE TABLE session_notes (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        appointment_id uuid NOT NULL,
        client_id uuid NOT NULL,
        therapist_id uuid NOT NULL,
        author_id uuid NOT NULL,
        visit_starts_at timestamptz NOT NULL,
        schema_version smallint NOT NULL CHECK (schema_version > 0),
        content bytea NOT NULL,
        drafted_at timestamptz NOT NULL,
        signed_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT session_notes_one_a_visit UNIQUE (practice_id, appointment_id),
        CHECK (drafted_at <= signed_at),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, author_id) REFERENCES memberships
      )`,
      `CREATE INDEX session_notes_of_client ON session_notes (practice_id, client_id, visit_starts_at DESC, id DESC)`,

      // Each addendum but the first points at the one before it: PostgreSQL itself keeps their numbers without a gap.
      `CREATE TABLE session_note_addenda (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        note_id uuid NOT NULL,
        sequence integer NOT NULL CHECK (sequence > 0),
        previous integer GENERATED ALWAYS AS (nullif(sequence - 1, 0)) STORED,
        author_id uuid NOT NULL,
        content bytea NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT session_note_addenda_in_order UNIQUE (practice_id, note_id, sequence),
        FOREIGN KEY (practice_id, note_id, previous) REFERENCES session_note_addenda (practice_id, note_id, sequence),
        FOREIGN KEY (practice_id, note_id) REFERENCES session_notes,
        FOREIGN KEY (practice_id, author_id) REFERENCES memberships
      )`,

      `CREATE TABLE adverse_events (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        appointment_id uuid,
        source text NOT NULL CHECK (source IN ('staff', 'triage')),
        author_id uuid,
        content bytea NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CHECK ((source = 'staff') = (author_id IS NOT NULL)),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments,
        FOREIGN KEY (practice_id, author_id) REFERENCES memberships
      )`,
      `CREATE INDEX adverse_events_of_client ON adverse_events (practice_id, client_id, recorded_at DESC, id DESC)`,

      ...['session_note_drafts', 'session_notes', 'session_note_addenda', 'adverse_events'].flatMap((table) =>
        closeToOtherPractices(table),
      ),
      grant('SELECT, INSERT, UPDATE, DELETE', 'session_note_drafts', 'unknot_app'),
      grant('SELECT, INSERT', 'session_notes, session_note_addenda, adverse_events', 'unknot_app', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE adverse_events, session_note_addenda, session_notes, session_note_drafts');
  }
}
