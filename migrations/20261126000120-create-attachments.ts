import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Files of clients. What a file is called, how large it is and what it holds is ciphertext under its client's key. Nobody
 * changes a file; only the worker deletes one, when the client's record is erased.
 */
export class CreateAttachments20261126000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE attachments (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('referral', 'clearance', 'consent', 'other')),
        details bytea NOT NULL,
        uploaded_by uuid NOT NULL,
        uploaded_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, uploaded_by) REFERENCES memberships
      )`,
      `CREATE INDEX attachments_of_client ON attachments (practice_id, client_id, id)`,
      `CREATE TABLE attachment_chunks (
        practice_id uuid NOT NULL,
        attachment_id uuid NOT NULL,
        number integer NOT NULL CHECK (number >= 0),
        content bytea NOT NULL,
        PRIMARY KEY (practice_id, attachment_id, number),
        FOREIGN KEY (practice_id, attachment_id) REFERENCES attachments
      )`,
      // Ciphertext does not compress: without trying.
      'ALTER TABLE attachment_chunks ALTER COLUMN content SET STORAGE EXTERNAL',
      ...['attachments', 'attachment_chunks'].flatMap((table) => closeToOtherPractices(table)),
      grant('SELECT, INSERT', 'attachments, attachment_chunks', 'unknot_app'),
      grant('SELECT, DELETE', 'attachments, attachment_chunks', 'unknot_worker'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment_chunks, attachments');
  }
}
